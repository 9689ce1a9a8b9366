#include "adapters/sql/migrations/migrations.hpp"

namespace langnghe::sql::steps {

// What people thought of results, a row for each time they were asked. Their words are in the journal.
std::string_view scores()
{
    return R"sql(
CREATE TABLE score(
  ticket INTEGER NOT NULL REFERENCES ticket(id),
  closure INTEGER NOT NULL,
  channel INTEGER NOT NULL REFERENCES channel(id),
  chat TEXT NOT NULL,
  asked_at INTEGER NOT NULL,
  reminded_at INTEGER,
  score INTEGER NOT NULL,
  answered_at INTEGER,
  comment INTEGER NOT NULL,
  PRIMARY KEY(ticket, closure)
) STRICT, WITHOUT ROWID;
CREATE INDEX score_chat ON score(channel, chat, asked_at);
CREATE INDEX score_asked ON score(asked_at, score);
)sql";
}

} // namespace langnghe::sql::steps
