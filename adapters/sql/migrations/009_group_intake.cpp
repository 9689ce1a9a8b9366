#include "adapters/sql/migrations/migrations.hpp"

namespace langnghe::sql::steps {

// What waits for an official's word, and what waits for a platform's: few rows, and none of them behind a citizen's
// acknowledgement.
std::string_view group_intake()
{
    return R"sql(
CREATE TABLE draft(
  seq INTEGER PRIMARY KEY,
  lead INTEGER NOT NULL,
  author INTEGER NOT NULL,
  channel INTEGER NOT NULL,
  chat TEXT NOT NULL,
  message TEXT NOT NULL,
  album TEXT NOT NULL,
  at INTEGER NOT NULL,
  latitude REAL,
  longitude REAL,
  attachments TEXT,
  settled INTEGER NOT NULL
) STRICT;
CREATE INDEX draft_open ON draft(author, seq) WHERE settled = 0;
CREATE INDEX draft_lead ON draft(lead);

CREATE TABLE quote_request(
  id INTEGER PRIMARY KEY,
  channel INTEGER NOT NULL,
  chat TEXT NOT NULL,
  thread TEXT NOT NULL,
  from_id TEXT NOT NULL,
  from_name TEXT NOT NULL,
  from_chat INTEGER NOT NULL,
  message TEXT NOT NULL,
  quoted TEXT NOT NULL,
  words TEXT NOT NULL,
  at INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  next_at INTEGER NOT NULL
) STRICT;
)sql";
}

} // namespace langnghe::sql::steps
