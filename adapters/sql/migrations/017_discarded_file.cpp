#include "adapters/sql/migrations/migrations.hpp"

namespace langnghe::sql::steps {

// Contents whose owner wants them gone: the row is written with the erasure, and goes when the file has gone.
std::string_view discarded_file()
{
    return R"sql(
CREATE TABLE discarded_file(
  sha256 TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;
)sql";
}

} // namespace langnghe::sql::steps
