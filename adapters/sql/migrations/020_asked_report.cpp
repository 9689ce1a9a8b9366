#include "adapters/sql/migrations/migrations.hpp"

namespace langnghe::sql::steps {

// Reports that officials asked for in chat and wait for: they are made where nobody who writes waits.
std::string_view asked_report()
{
    return R"sql(
CREATE TABLE asked_report(
  id INTEGER PRIMARY KEY,
  identity INTEGER NOT NULL,
  span INTEGER NOT NULL,
  first_day INTEGER NOT NULL,
  UNIQUE(identity, span, first_day)
) STRICT;
)sql";
}

} // namespace langnghe::sql::steps
