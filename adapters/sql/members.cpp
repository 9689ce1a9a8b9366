#include "adapters/sql/members.hpp"

namespace langnghe::sql {

std::optional<Membership> SqlMembers::find(GroupId group, std::string_view person)
{
    Query query(db_, "SELECT standing FROM group_member WHERE chat_group = ?1 AND person = ?2");
    return query.with(group, person).value<Membership>();
}

void SqlMembers::set(GroupId group, std::string_view person, Membership standing)
{
    Query query(db_, "INSERT INTO group_member(chat_group, person, standing) VALUES(?1, ?2, ?3)"
                     " ON CONFLICT(chat_group, person) DO UPDATE SET standing = excluded.standing");
    query.with(group, person, standing).run();
}

void SqlMembers::remove(GroupId group, std::string_view person)
{
    Query query(db_, "DELETE FROM group_member WHERE chat_group = ?1 AND person = ?2");
    query.with(group, person).run();
}

void SqlMembers::remove_all(GroupId group)
{
    Query query(db_, "DELETE FROM group_member WHERE chat_group = ?1");
    query.with(group).run();
}

void SqlMembers::forget(std::string_view channel, std::string_view person)
{
    Query query(db_, "DELETE FROM group_member WHERE person = ?2"
                     " AND chat_group IN (SELECT id FROM chat_group WHERE channel = ?1)");
    query.with(channels_.find(channel), person).run();
}

std::int64_t SqlMembers::count(GroupId group)
{
    Query query(db_, "SELECT count(*) FROM group_member WHERE chat_group = ?1 AND standing >= ?2");
    return query.with(group, Membership::member).value<std::int64_t>().value_or(0);
}

} // namespace langnghe::sql
