#pragma once

#include "adapters/sql/facts.hpp"
#include "core/store/tx.hpp"

namespace langnghe::sql {

class SqlSearch final : public Search
{
public:
    SqlSearch(Connection& db, Facts& facts) : db_(db), facts_(facts) {}

    int follow(int limit) override;
    // The entry's words as they are in the journal: before they are erased there.
    void forget(std::int64_t seq, std::string_view words);
    std::vector<TicketId> find(std::string_view words, std::int64_t before, int limit) override;

private:
    std::int64_t followed();
    void merge_step();

    Connection& db_;
    Facts& facts_;
};

} // namespace langnghe::sql
