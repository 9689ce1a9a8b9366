#pragma once
// Channel names as small numbers, remembered per connection.

#include "adapters/sql/connection.hpp"

#include <string>
#include <string_view>
#include <unordered_map>

namespace langnghe::sql {

class Channels
{
public:
    explicit Channels(Connection& db) : db_(db) {}

    // Of a name that nothing was ever stored for: 0, which no row has.
    std::int64_t find(std::string_view name);
    // Gives it a number when it has none.
    std::int64_t number(std::string_view name);
    const std::string& name(std::int64_t number);

    // After a rollback: numbers given inside it are void.
    void forget();

private:
    Connection& db_;
    std::unordered_map<std::string, std::int64_t> numbers_;
    std::unordered_map<std::int64_t, std::string> names_;
};

} // namespace langnghe::sql
