#pragma once
// Small facts about the store by name.

#include "adapters/sql/connection.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace langnghe::sql {

class Facts
{
public:
    explicit Facts(Connection& db) : db_(db) {}

    std::optional<std::string> find(std::string_view name);
    void set(std::string_view name, std::string_view value);

private:
    Connection& db_;
};

} // namespace langnghe::sql
