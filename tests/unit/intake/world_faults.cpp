#include "adapters/sql/verify.hpp"
#include "core/journal/record.hpp"
#include "tests/unit/intake/world.hpp"

#include <fmt/format.h>

#include <utility>

namespace langnghe::test {

// As the console would have said it when it put them in; once for each state that a test gave them.
void World::tell_who_was_put_in()
{
    run([&](Context& context) {
        const auto tell = [&](journal::Record entry) {
            if (told_.insert(entry.action + entry.facts).second)
                journal::record(context, std::move(entry));
        };
        for (const UserId id : put_in_) {
            const User user = *context.tx.people().find_user(id);
            const auto number = static_cast<std::int64_t>(id);
            tell(
                {.actor = "console",
                 .action = user.disabled ? "user_disable" : "user_add",
                 .facts = fmt::format("user={};roles={};department={}", number, to_text(user.roles), user.department)});
            for (const Identity& identity : context.tx.people().identities_of(id))
                tell({.actor = journal::actor(id),
                      .action = "link",
                      .facts = fmt::format("identity={};channel={}", static_cast<std::int64_t>(identity.id),
                                           identity.channel)});
        }
        for (const Group& group : context.tx.groups().list())
            if (group.bound && put_in_groups_.contains(group.id))
                tell({.actor = "console",
                      .action = "bind",
                      .facts = fmt::format("group={};organization={};area={}", static_cast<std::int64_t>(group.id),
                                           group.organization, group.area)});
        return true;
    });
}

std::vector<std::string> World::faults()
{
    tell_who_was_put_in();
    const auto report = sql::verify(folder_ / "store.db");
    if (!report)
        return {report.error().message()};
    std::vector<std::string> list;
    for (const sql::Fault& fault : report->faults)
        list.push_back(fault.what);
    return list;
}

} // namespace langnghe::test
