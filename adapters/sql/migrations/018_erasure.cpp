#include "adapters/sql/migrations/migrations.hpp"

namespace langnghe::sql::steps {

// Who was erased, by a keyed hash: as in the register beside the store, and in the journal's entries. And the few
// tickets whose reporters' chats are to be forgotten after their end.
std::string_view erasure()
{
    return R"sql(
CREATE TABLE erasure(
  person TEXT NOT NULL,
  at INTEGER NOT NULL,
  why TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY(person, at)
) STRICT, WITHOUT ROWID;
CREATE INDEX erasure_seq ON erasure(seq);
CREATE INDEX ticket_anonymous ON ticket(closed_at) WHERE anonymous = 1;
)sql";
}

} // namespace langnghe::sql::steps
