#include "adapters/sql/verify_parts.hpp"
#include "core/journal/fold.hpp"
#include "core/people/role.hpp"

#include <fmt/format.h>

#include <map>
#include <set>
#include <string>

namespace langnghe::sql {
namespace {

// What the entries say, by the row's number as text. Users, groups and links are few.
struct Known
{
    struct User
    {
        std::int64_t seq = 0;
        std::string roles;
        std::string department;
        bool disabled = false;
    };
    struct Bound
    {
        std::int64_t seq = 0;
        std::string organization;
        std::string area;
    };
    std::map<std::string, User, std::less<>> users;
    std::map<std::string, Bound, std::less<>> groups;
    std::map<std::string, std::pair<std::int64_t, std::string>, std::less<>> links; // identity: entry, actor
};

void take(std::string& column, std::string_view facts, std::string_view key)
{
    if (const auto value = journal::fact_in(facts, key))
        column = *value;
}

void take_user(Known& known, const journal::Entry& entry)
{
    const auto id = journal::fact_in(entry.facts, "user");
    if (!id)
        return;
    Known::User& user = known.users[std::string{*id}];
    user.seq = entry.seq;
    take(user.roles, entry.facts, "roles");
    take(user.department, entry.facts, "department");
    if (entry.action == "user_disable")
        user.disabled = true;
    if (entry.action == "user_enable")
        user.disabled = false;
}

Known read(Connection& db)
{
    Known known;
    Query query(db, "SELECT seq, actor, action, facts FROM journal WHERE ticket IS NULL"
                    " AND (action IN ('link', 'unlink', 'bind', 'unbind') OR action LIKE 'user_%') ORDER BY seq");
    while (query.next()) {
        journal::Entry entry;
        query.into(entry.seq, entry.actor, entry.action, entry.facts);
        if (entry.action == "link")
            known.links[std::string{journal::fact_in(entry.facts, "identity").value_or("")}] = {entry.seq, entry.actor};
        else if (entry.action == "unlink")
            known.links[std::string{journal::fact_in(entry.facts, "identity").value_or("")}] = {entry.seq, ""};
        else if (entry.action == "unbind")
            known.groups[std::string{journal::fact_in(entry.facts, "group").value_or("")}] = {entry.seq, "", ""};
        else if (entry.action == "bind")
            known.groups[std::string{journal::fact_in(entry.facts, "group").value_or("")}] = {
                entry.seq, std::string{journal::fact_in(entry.facts, "organization").value_or("")},
                std::string{journal::fact_in(entry.facts, "area").value_or("")}};
        else
            take_user(known, entry);
    }
    return known;
}

void compare_users(Connection& db, const Known& known, VerifyReport& report)
{
    std::set<std::string> here;
    Query query(db, "SELECT id, roles, department, disabled FROM account ORDER BY id");
    while (query.next()) {
        std::int64_t id = 0;
        std::uint16_t bits = 0;
        std::string department;
        bool disabled = false;
        query.into(id, bits, department, disabled);
        const auto user = known.users.find(std::to_string(id));
        here.insert(std::to_string(id));
        if (user == known.users.end())
            report.faults.push_back(
                {0, fmt::format("user {} was never added: the row was put in past the program", id)});
        else if (user->second.roles != to_text(Roles::from_bits(bits)) || user->second.department != department ||
                 user->second.disabled != disabled)
            report.faults.push_back(
                {user->second.seq, fmt::format("user {} has other roles, another department or another standing than "
                                               "the journal says",
                                               id)});
    }
    for (const auto& [id, user] : known.users)
        if (!here.contains(id))
            report.faults.push_back({user.seq, fmt::format("user {} is not there any more: the row was deleted", id)});
}

void compare_groups(Connection& db, const Known& known, VerifyReport& report)
{
    Query query(db, "SELECT id, organization, area, bound FROM chat_group ORDER BY id");
    while (query.next()) {
        std::int64_t id = 0;
        std::string organization;
        std::string area;
        bool bound = false;
        query.into(id, organization, area, bound);
        const auto group = known.groups.find(std::to_string(id));
        const bool same =
            group != known.groups.end() && group->second.organization == organization && group->second.area == area;
        if (bound && !same)
            report.faults.push_back({group == known.groups.end() ? 0 : group->second.seq,
                                     fmt::format("group {} is bound to what the journal does not say", id)});
    }
}

void compare_links(Connection& db, const Known& known, VerifyReport& report)
{
    Query query(db, "SELECT id, account FROM identity WHERE account IS NOT NULL ORDER BY id");
    while (query.next()) {
        std::int64_t id = 0;
        std::int64_t account = 0;
        query.into(id, account);
        const auto link = known.links.find(std::to_string(id));
        if (link == known.links.end() || link->second.second != fmt::format("user:{}", account))
            report.faults.push_back({link == known.links.end() ? 0 : link->second.first,
                                     fmt::format("person {} is linked to user {}, the journal does not say so: "
                                                 "somebody else may act under that name",
                                                 id, account)});
    }
}

} // namespace

void compare_people(Connection& db, VerifyReport& report)
{
    const Known known = read(db);
    compare_users(db, known, report);
    compare_groups(db, known, report);
    compare_links(db, known, report);
}

} // namespace langnghe::sql
