#pragma once

#include "adapters/sql/channels.hpp"
#include "core/store/members.hpp"

namespace langnghe::sql {

class SqlMembers final : public Members
{
public:
    SqlMembers(Connection& db, Channels& channels) : db_(db), channels_(channels) {}

    std::optional<Membership> find(GroupId group, std::string_view person) override;
    void set(GroupId group, std::string_view person, Membership standing) override;
    void remove(GroupId group, std::string_view person) override;
    void remove_all(GroupId group) override;
    void forget(std::string_view channel, std::string_view person) override;
    std::int64_t count(GroupId group) override;

private:
    Connection& db_;
    Channels& channels_;
};

} // namespace langnghe::sql
