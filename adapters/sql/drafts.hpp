#pragma once
#include "adapters/sql/channels.hpp"
#include "adapters/sql/connection.hpp"
#include "core/store/drafts.hpp"

namespace langnghe::sql {

class SqlDrafts final : public Drafts
{
public:
    SqlDrafts(Connection& db, Channels& channels) : db_(db), channels_(channels) {}

    void add(const Draft& draft) override;
    std::vector<Draft> open(std::int64_t lead) override;
    std::optional<Draft> newest_open(IdentityId author, std::string_view channel, std::string_view chat,
                                     TimePoint since) override;
    std::optional<Draft> find(std::string_view channel, std::string_view chat, std::string_view message) override;
    void settle(std::int64_t lead) override;

private:
    Draft read(Query& query);

    Connection& db_;
    Channels& channels_;
};

} // namespace langnghe::sql
