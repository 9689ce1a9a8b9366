#include "adapters/sql/facts.hpp"

namespace langnghe::sql {

std::optional<std::string> Facts::find(std::string_view name)
{
    Query query(db_, "SELECT value FROM fact WHERE name = ?1");
    return query.with(name).value<std::string>();
}

void Facts::set(std::string_view name, std::string_view value)
{
    Query query(db_, "INSERT INTO fact(name, value) VALUES(?1, ?2)"
                     " ON CONFLICT(name) DO UPDATE SET value = excluded.value");
    query.with(name, value).run();
}

} // namespace langnghe::sql
