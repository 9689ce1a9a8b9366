#include "core/people/rights.hpp"
#include "tests/support/golden.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <string>

using namespace langnghe;

namespace {

constexpr Standing anywhere{};
constexpr Standing own{.own_department = true};
constexpr Standing sealed{.sealed = true};
constexpr Standing own_sealed{.own_department = true, .sealed = true};

// A: anywhere, D: only in the own department, S: on sealed tickets.
std::string cell(Role role, Right right)
{
    std::string marks;
    marks += may({role}, right, anywhere) ? 'A' : may({role}, right, own) ? 'D' : '-';
    marks += may({role}, right, sealed) ? 'S' : '-';
    return marks;
}

std::string matrix()
{
    std::string text = "A: anywhere  D: only on tickets of the own department  S: on sealed tickets\n\n";
    text += fmt::format("{:<19}", "right");
    for (const Role role : all_roles)
        text += fmt::format("{:<15}", name_of(role));
    text.erase(text.find_last_not_of(' ') + 1);
    text += '\n';
    for (const Right right : all_rights()) {
        text += fmt::format("{:<19}", name_of(right));
        for (const Role role : all_roles)
            text += fmt::format("{:<15}", cell(role, right));
        text.erase(text.find_last_not_of(' ') + 1);
        text += '\n';
    }
    return text;
}

} // namespace

TEST_CASE("the rights matrix is the one that people have read")
{
    CHECK(test::differs_from_golden("rights.txt", matrix()) == "");
}

TEST_CASE("rights stand in the order of their enumerators")
{
    int expected = 0;
    for (const Right right : all_rights())
        CHECK(static_cast<int>(right) == expected++);
    CHECK(expected == static_cast<int>(Right::bind_group) + 1);
    CHECK(name_of(Right::record) == "record");
    CHECK(name_of(Right::bind_group) == "bind_group");
}

TEST_CASE("nobody without a role may do anything")
{
    for (const Right right : all_rights())
        for (const Standing standing : {anywhere, own, sealed, own_sealed}) {
            CHECK(!may({}, right, standing));
            CHECK(!may({Role::citizen, Role::program}, right, standing));
        }
}

TEST_CASE("sealed tickets are the keeper's, whatever the department")
{
    const Roles others{Role::front_officer, Role::handler, Role::leader};
    for (const Right right : all_rights()) {
        INFO(name_of(right));
        CHECK(!may(others, right, own_sealed));
        CHECK(may({Role::keeper}, right, sealed) == may({Role::keeper}, right, own_sealed));
    }
    CHECK(may({Role::keeper}, Right::read_sealed, sealed));
    CHECK(!may({Role::keeper}, Right::publish, sealed));
}

TEST_CASE("the administrator sees no ticket")
{
    for (const Right right : {Right::read_masked, Right::read_words, Right::read_sealed, Right::reveal})
        for (const Standing standing : {anywhere, own, sealed, own_sealed})
            CHECK(!may({Role::administrator}, right, standing));
    CHECK(may({Role::administrator}, Right::manage_people, anywhere));
}

TEST_CASE("a supervisor never judges a ticket he acted on")
{
    CHECK(may({Role::supervisor}, Right::remark, anywhere));
    CHECK(may({Role::supervisor}, Right::ask_recheck, anywhere));
    CHECK(!may({Role::supervisor}, Right::remark, {.acted = true}));
    CHECK(!may({Role::supervisor, Role::leader}, Right::ask_recheck, {.acted = true}));
    CHECK(may({Role::supervisor}, Right::verify_journal, {.acted = true}));
}

TEST_CASE("several roles add up")
{
    const Roles two{Role::supervisor, Role::front_officer};
    CHECK(may(two, Right::remark, anywhere));
    CHECK(may(two, Right::verify, anywhere));
    CHECK(!may(two, Right::approve_extension, anywhere));
}

TEST_CASE("roles are a set with names")
{
    for (const Role role : all_roles)
        CHECK(role_from(name_of(role)) == role);
    CHECK(!role_from("boss"));
    const Roles roles{Role::leader, Role::front_officer};
    CHECK(to_text(roles) == "front_officer,leader");
    CHECK(to_text({}) == "");
    CHECK(Roles::from_bits(roles.bits()) == roles);
    CHECK(Roles{}.empty());
    CHECK(!roles.any_of({Role::keeper, Role::handler}));
}
