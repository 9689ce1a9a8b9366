#pragma once
#include "adapters/sql/connection.hpp"
#include "core/store/figures.hpp"

namespace langnghe::sql {

class SqlFigures final : public Figures
{
public:
    explicit SqlFigures(Connection& db) : db_(db) {}

private:
    [[maybe_unused]] Connection& db_;
};

} // namespace langnghe::sql
