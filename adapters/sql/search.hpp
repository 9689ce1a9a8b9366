#pragma once

#include "adapters/sql/facts.hpp"
#include "core/store/tx.hpp"

namespace langnghe::sql {

class SqlSearch final : public Search
{
public:
    SqlSearch(Connection& db, Facts& facts) : db_(db), facts_(facts) {}

    int follow(int limit) override;
    std::vector<TicketId> find(std::string_view words, std::int64_t before, int limit) override;

private:
    Connection& db_;
    Facts& facts_;
};

} // namespace langnghe::sql
