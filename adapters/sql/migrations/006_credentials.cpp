#include "adapters/sql/migrations/migrations.hpp"

namespace langnghe::sql::steps {

// A channel's pair of tokens, sealed under a key that is not in the store.
std::string_view credentials()
{
    return R"sql(
CREATE TABLE credential(
  channel     INTEGER PRIMARY KEY,
  number      INTEGER NOT NULL,
  sealed      TEXT NOT NULL,
  renewable   INTEGER NOT NULL,
  obtained_at INTEGER NOT NULL,
  expires_at  INTEGER NOT NULL,
  begun_at    INTEGER,
  lost_at     INTEGER,
  lost_why    TEXT NOT NULL,
  origin      TEXT NOT NULL
);
)sql";
}

} // namespace langnghe::sql::steps
