#include "adapters/sql/migrations/migrations.hpp"

namespace langnghe::sql::steps {

// The files of messages, one row each once it is known (fact 'attachments' says through which message), and how far
// fetching them went. What the platform said of a file stays in the message. A stored one is found by its content, so
// that nobody removes what is needed.
std::string_view attachment()
{
    return R"sql(
CREATE TABLE attachment(
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  place INTEGER NOT NULL,
  state INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  since INTEGER NOT NULL,
  next_at INTEGER NOT NULL,
  last_error TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  mime TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  UNIQUE(seq, place)
) STRICT;
CREATE INDEX attachment_due ON attachment(next_at, id) WHERE state = 0;
CREATE INDEX attachment_failed ON attachment(id) WHERE state = 2;
CREATE INDEX attachment_content ON attachment(sha256, id) WHERE state = 1;
)sql";
}

} // namespace langnghe::sql::steps
