#include "adapters/sql/transaction.hpp"

namespace langnghe::sql {

std::optional<std::string> SqlTx::fact(std::string_view name)
{
    Query query(db_, "SELECT value FROM fact WHERE name = ?1");
    return query.with(name).value<std::string>();
}

void SqlTx::set_fact(std::string_view name, std::string_view value)
{
    Query query(db_, "INSERT INTO fact(name, value) VALUES(?1, ?2)"
                     " ON CONFLICT(name) DO UPDATE SET value = excluded.value");
    query.with(name, value).run();
}

void SqlTx::settle()
{
    tickets_.settle();
    outbox_.settle();
}

void SqlTx::forget()
{
    channels_.forget();
    tickets_.forget();
    outbox_.forget();
    journal_.forget();
    people_.forget();
}

} // namespace langnghe::sql
