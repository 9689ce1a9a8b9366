#pragma once

#include "adapters/sql/channels.hpp"
#include "core/store/tx.hpp"

namespace langnghe::sql {

class SqlGroups final : public Groups
{
public:
    SqlGroups(Connection& db, Channels& channels) : db_(db), channels_(channels) {}

    std::optional<Group> find(std::string_view channel, std::string_view chat) override;
    Group add(Group group) override;
    void save(const Group& group) override; // the chat may change: a group that moved to a new address
    std::vector<Group> list() override;

private:
    Group read(Query& query);

    Connection& db_;
    Channels& channels_;
};

} // namespace langnghe::sql
