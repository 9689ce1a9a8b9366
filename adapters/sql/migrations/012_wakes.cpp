#include "adapters/sql/migrations/migrations.hpp"

namespace langnghe::sql::steps {

// When the program must look at a ticket by itself, and what it said of it already. It follows the journal (fact
// 'clocked' says how far), so that the intake of a message writes nothing here.
std::string_view wakes()
{
    return R"sql(
CREATE TABLE wake(
  ticket INTEGER PRIMARY KEY,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX wake_at ON wake(at, ticket);
CREATE TABLE wake_said(
  ticket INTEGER NOT NULL,
  what TEXT NOT NULL,
  PRIMARY KEY(ticket, what)
) STRICT, WITHOUT ROWID;
)sql";
}

} // namespace langnghe::sql::steps
