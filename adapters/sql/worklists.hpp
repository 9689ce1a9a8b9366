#pragma once
#include "adapters/sql/connection.hpp"
#include "core/store/worklists.hpp"

namespace langnghe::sql {

class SqlWorklists final : public Worklists
{
public:
    explicit SqlWorklists(Connection& db) : db_(db) {}

private:
    [[maybe_unused]] Connection& db_;
};

} // namespace langnghe::sql
