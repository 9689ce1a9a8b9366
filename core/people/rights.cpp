#include "core/people/rights.hpp"

#include <algorithm>
#include <array>

namespace langnghe {
namespace {

// Who holds a right: anywhere, or only on tickets of the own department.
struct Grant
{
    Right right;
    std::string_view name;
    Roles anywhere;
    Roles in_own_department;
    Roles on_sealed; // the keeper stands in for everybody else there
};

using enum Role;

constexpr Roles nobody{};
constexpr Roles front{front_officer, leader};
constexpr Roles kept{keeper};

constexpr std::array grants{
    Grant{Right::record, "record", front, nobody, kept},
    Grant{Right::verify, "verify", front, nobody, kept},
    Grant{Right::classify, "classify", front, nobody, kept},
    Grant{Right::transfer, "transfer", front, nobody, kept},
    Grant{Right::reject, "reject", front, nobody, kept},
    Grant{Right::merge, "merge", front, nobody, kept},
    Grant{Right::reopen, "reopen", front, nobody, kept},
    Grant{Right::ask, "ask", front, {handler}, kept},
    Grant{Right::answer, "answer", front, {handler}, kept},
    Grant{Right::publish, "publish", front, nobody, nobody},
    Grant{Right::close, "close", front, nobody, kept},
    Grant{Right::reveal, "reveal", front, {handler}, kept},
    Grant{Right::keep_out, "keep_out", front, nobody, kept},
    Grant{Right::accept, "accept", {leader}, {handler}, kept},
    Grant{Right::assign, "assign", {leader}, {handler}, kept},
    Grant{Right::report_result, "report_result", {leader}, {handler}, kept},
    Grant{Right::give_back, "give_back", {leader}, {handler}, kept},
    Grant{Right::ask_extension, "ask_extension", {leader}, {handler}, kept},
    Grant{Right::approve_extension, "approve_extension", {leader}, nobody, nobody},
    Grant{Right::alert, "alert", {leader}, nobody, nobody},
    Grant{Right::read_masked, "read_masked", {front_officer, leader, supervisor}, {handler}, nobody},
    Grant{Right::read_words, "read_words", front, nobody, kept},
    Grant{Right::remark, "remark", {supervisor}, nobody, nobody},
    Grant{Right::ask_recheck, "ask_recheck", {supervisor}, nobody, nobody},
    Grant{Right::verify_journal, "verify_journal", {supervisor}, nobody, {supervisor}},
    Grant{Right::read_sealed, "read_sealed", nobody, nobody, kept},
    Grant{Right::manage_people, "manage_people", {administrator}, nobody, {administrator}},
    Grant{Right::bind_group, "bind_group", {front_officer, handler, leader, administrator}, nobody, nobody},
};

constexpr std::array rights = [] {
    std::array<Right, grants.size()> list{};
    for (std::size_t i = 0; i < grants.size(); ++i)
        list[i] = grants[i].right;
    return list;
}();

const Grant& grant_of(Right right) { return grants[static_cast<std::size_t>(right)]; }

} // namespace

bool may(Roles actor, Right right, Standing standing)
{
    const Grant& grant = grant_of(right);
    // A supervisor never judges a ticket he acted on.
    if (standing.acted && (right == Right::remark || right == Right::ask_recheck))
        return false;
    if (standing.sealed)
        return actor.any_of(grant.on_sealed);
    return actor.any_of(grant.anywhere) || (standing.own_department && actor.any_of(grant.in_own_department));
}

std::string_view name_of(Right right) { return grant_of(right).name; }

std::span<const Right> all_rights() { return rights; }

} // namespace langnghe
