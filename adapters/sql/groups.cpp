#include "adapters/sql/groups.hpp"

namespace langnghe::sql {

Group SqlGroups::read(Query& query)
{
    Group group;
    std::int64_t channel = 0;
    query.into(group.id, channel, group.chat, group.title, group.organization, group.area, group.bound,
               group.told_unbound, group.unreachable);
    group.channel = channels_.name(channel);
    return group;
}

std::optional<Group> SqlGroups::find(std::string_view channel, std::string_view chat)
{
    Query query(db_, "SELECT id, channel, chat, title, organization, area, bound, told_unbound, unreachable"
                     " FROM chat_group WHERE channel = ?1 AND chat = ?2");
    if (!query.with(channels_.find(channel), chat).next())
        return std::nullopt;
    return read(query);
}

Group SqlGroups::add(Group group)
{
    Query query(db_, "INSERT INTO chat_group(channel, chat, title, organization, area, bound, told_unbound,"
                     " unreachable) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) RETURNING id");
    query.with(channels_.number(group.channel), group.chat, group.title, group.organization, group.area, group.bound,
               group.told_unbound, group.unreachable);
    group.id = query.value<GroupId>().value();
    query.run();
    return group;
}

void SqlGroups::save(const Group& group)
{
    Query query(db_, "UPDATE chat_group SET chat = ?2, title = ?3, organization = ?4, area = ?5, bound = ?6,"
                     " told_unbound = ?7, unreachable = ?8 WHERE id = ?1");
    query.with(group.id, group.chat, group.title, group.organization, group.area, group.bound, group.told_unbound,
               group.unreachable);
    query.run();
}

std::vector<Group> SqlGroups::list()
{
    std::vector<Group> groups;
    Query query(db_, "SELECT id, channel, chat, title, organization, area, bound, told_unbound, unreachable"
                     " FROM chat_group ORDER BY id");
    while (query.next())
        groups.push_back(read(query));
    return groups;
}

} // namespace langnghe::sql
