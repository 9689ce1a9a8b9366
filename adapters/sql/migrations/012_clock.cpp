#include "adapters/sql/migrations/migrations.hpp"

namespace langnghe::sql::steps {

// What the program does by itself: when to look at which ticket (it follows the journal, fact 'clocked' says how far,
// so that the intake of a message writes nothing here), what people thought of results, and alerts.
std::string_view clock()
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

CREATE TABLE warning(
  id INTEGER PRIMARY KEY,
  state INTEGER NOT NULL,
  kind TEXT NOT NULL,
  area TEXT NOT NULL,
  text TEXT NOT NULL,
  needed INTEGER NOT NULL,
  author INTEGER,
  drafted_at INTEGER NOT NULL,
  confirmed_at INTEGER,
  reached INTEGER,
  groups INTEGER NOT NULL
) STRICT;
CREATE INDEX warning_open ON warning(state, id) WHERE state < 2;
CREATE TABLE warning_confirmed(
  warning INTEGER NOT NULL REFERENCES warning(id),
  user INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY(warning, user)
) STRICT, WITHOUT ROWID;
CREATE TABLE warning_answer(
  warning INTEGER NOT NULL REFERENCES warning(id),
  person INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  at INTEGER,
  ticket INTEGER,
  PRIMARY KEY(warning, person)
) STRICT, WITHOUT ROWID;
)sql";
}

} // namespace langnghe::sql::steps
