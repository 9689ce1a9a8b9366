#pragma once
#include "adapters/sql/connection.hpp"
#include "core/store/issued.hpp"

namespace langnghe::sql {

class SqlIssuedReports final : public IssuedReports
{
public:
    explicit SqlIssuedReports(Connection& db) : db_(db) {}

private:
    [[maybe_unused]] Connection& db_;
};

} // namespace langnghe::sql
