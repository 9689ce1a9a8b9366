#include "adapters/sql/migrations/migrations.hpp"

namespace langnghe::sql::steps {

// The program itself counts tickets and deliveries, once for each transaction (tally.hpp). The REFERENCES of the base
// are no longer enforced: they looked for the parents of each row once more, and verify holds the tables against each
// other. And what waits is told by an OR, because SQLite makes a table in memory for each IN of more than two values:
// half of the instructions of a new delivery (callgrind). A delivery is found by its ticket once it is settled: before
// that its entry would be one more page to write behind every acknowledgement.
std::string_view counts()
{
    return R"sql(
DROP TRIGGER ticket_counted;
DROP TRIGGER ticket_recounted;
DROP TRIGGER outbox_counted;
DROP TRIGGER outbox_recounted;
DROP TRIGGER outbox_uncounted;
DROP INDEX outbox_ticket;
CREATE INDEX outbox_ticket ON outbox(ticket, id)
  WHERE state <> 0 AND state <> 1 AND state <> 9 AND ticket IS NOT NULL;
DROP INDEX outbox_waiting;
CREATE INDEX ticket_open_newest ON ticket(id) WHERE status < 6;
CREATE INDEX outbox_waiting ON outbox(channel, chat, id) WHERE state = 0 OR state = 1 OR state = 9;
)sql";
}

} // namespace langnghe::sql::steps
