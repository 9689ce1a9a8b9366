#pragma once
#include "adapters/sql/connection.hpp"
#include "core/store/wakes.hpp"

namespace langnghe::sql {

class SqlWakes final : public Wakes
{
public:
    explicit SqlWakes(Connection& db) : db_(db) {}

private:
    [[maybe_unused]] Connection& db_;
};

} // namespace langnghe::sql
