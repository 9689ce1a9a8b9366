#include "adapters/sql/transaction.hpp"

namespace langnghe::sql {

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
