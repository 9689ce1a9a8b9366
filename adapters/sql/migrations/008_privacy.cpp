#include "adapters/sql/migrations/migrations.hpp"

namespace langnghe::sql::steps {

// What people gave of themselves, and who is in which group.
std::string_view privacy()
{
    return R"sql(
CREATE TABLE contact_detail(
  identity INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  phone TEXT NOT NULL,
  address TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE TABLE group_member(
  chat_group INTEGER NOT NULL,
  person TEXT NOT NULL,
  standing INTEGER NOT NULL,
  PRIMARY KEY(chat_group, person)
) STRICT, WITHOUT ROWID;
)sql";
}

} // namespace langnghe::sql::steps
