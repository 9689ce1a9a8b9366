#pragma once
#include "adapters/sql/connection.hpp"
#include "core/store/scores.hpp"

namespace langnghe::sql {

class SqlScores final : public Scores
{
public:
    explicit SqlScores(Connection& db) : db_(db) {}

private:
    [[maybe_unused]] Connection& db_;
};

} // namespace langnghe::sql
