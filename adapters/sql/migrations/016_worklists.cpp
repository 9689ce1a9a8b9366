#include "adapters/sql/migrations/migrations.hpp"

namespace langnghe::sql::steps {

// What officials look for. A new ticket is in none of these indexes, nor is one that only citizens have touched: they
// begin where an official took a step (status above 0, or a department, which is status above 2), and end where nobody
// has to act any more. The list of what was just received is read from ticket_open, where what came first is due first.
// A form is one row for each chat of an official.
std::string_view worklists()
{
    return R"sql(
CREATE INDEX ticket_department ON ticket(department, due_at) WHERE status > 2 AND status < 6;
CREATE INDEX ticket_due ON ticket(due_at) WHERE status > 0 AND status < 5;
CREATE INDEX ticket_kept ON ticket(id) WHERE status < 6 AND (nature = 6 OR suspected = 1);
CREATE INDEX course_asking ON course(ticket) WHERE asked_days > 0;
CREATE INDEX course_recheck ON course(ticket) WHERE recheck = 1;
CREATE TABLE form(
  identity INTEGER NOT NULL,
  channel INTEGER NOT NULL,
  chat TEXT NOT NULL,
  number INTEGER NOT NULL,
  ticket INTEGER,
  asks INTEGER NOT NULL,
  words TEXT NOT NULL,
  asked_at INTEGER NOT NULL,
  PRIMARY KEY(identity, channel, chat)
) STRICT, WITHOUT ROWID;
)sql";
}

} // namespace langnghe::sql::steps
