#pragma once

#include "adapters/sql/connection.hpp"
#include "core/store/tx.hpp"

namespace langnghe::sql {

class SqlSearch final : public Search
{
public:
    explicit SqlSearch(Connection& db) : db_(db) {}

    int follow(int limit) override;
    std::vector<TicketId> find(std::string_view words, std::int64_t before, int limit) override;

private:
    Connection& db_;
};

} // namespace langnghe::sql
