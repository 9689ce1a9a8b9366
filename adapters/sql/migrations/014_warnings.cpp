#include "adapters/sql/migrations/migrations.hpp"

namespace langnghe::sql::steps {

// Alerts: who confirmed them, how far they went (`reached`: the last person), and what each person answered.
std::string_view warnings()
{
    return R"sql(
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
