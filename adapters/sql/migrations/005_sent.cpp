#include "adapters/sql/migrations/migrations.hpp"

namespace langnghe::sql::steps {

// Some platforms count what we send in a month; so do we, once for each transaction (tally.hpp). Months in Vietnam,
// from year 0. Nothing from before is counted: no channel with such a quota was spoken then.
std::string_view sent()
{
    return R"sql(
CREATE TABLE sent_tally(
  channel INTEGER NOT NULL,
  month INTEGER NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY(channel, month)
) STRICT, WITHOUT ROWID;
)sql";
}

} // namespace langnghe::sql::steps
