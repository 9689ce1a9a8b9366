#include "adapters/sql/migrations/migrations.hpp"

namespace langnghe::sql::steps {

// How the handling goes: one row for each ticket on which an official acted, so that the intake of a message writes
// nothing here. Times in milliseconds, spans in minutes of working time.
std::string_view course()
{
    return R"sql(
CREATE TABLE course(
  ticket INTEGER PRIMARY KEY REFERENCES ticket(id),
  due_from INTEGER,
  given_unit INTEGER NOT NULL,
  given INTEGER NOT NULL,
  paused_at INTEGER,
  paused INTEGER NOT NULL,
  extended_days INTEGER NOT NULL,
  asked_days INTEGER NOT NULL,
  asked_by INTEGER,
  remark INTEGER NOT NULL,
  recheck INTEGER NOT NULL,
  reopened INTEGER NOT NULL,
  kept_from TEXT NOT NULL,
  changed_at INTEGER,
  changed_by INTEGER
) STRICT;
CREATE INDEX ticket_merged ON ticket(merged_into) WHERE merged_into IS NOT NULL;
)sql";
}

} // namespace langnghe::sql::steps
