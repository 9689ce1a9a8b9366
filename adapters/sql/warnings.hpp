#pragma once
#include "adapters/sql/connection.hpp"
#include "core/store/warnings.hpp"

namespace langnghe::sql {

class SqlWarnings final : public Warnings
{
public:
    explicit SqlWarnings(Connection& db) : db_(db) {}

private:
    [[maybe_unused]] Connection& db_;
};

} // namespace langnghe::sql
