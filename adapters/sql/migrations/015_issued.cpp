#include "adapters/sql/migrations/migrations.hpp"

namespace langnghe::sql::steps {

// Reports as they went out, and what the Front said about their periods. Neither is ever changed: what is wrong in one
// is put right by its next version.
std::string_view issued()
{
    return R"sql(
CREATE TABLE issued_report(
  span INTEGER NOT NULL,
  first_day INTEGER NOT NULL,
  version INTEGER NOT NULL,
  at INTEGER NOT NULL,
  issued_by TEXT NOT NULL,
  corrects TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY(span, first_day, version)
) STRICT;
CREATE TRIGGER issued_report_keep BEFORE DELETE ON issued_report
BEGIN SELECT RAISE(ABORT, 'an issued report stays'); END;
CREATE TRIGGER issued_report_fixed BEFORE UPDATE ON issued_report
BEGIN SELECT RAISE(ABORT, 'an issued report stays'); END;

CREATE TABLE report_remark(
  id INTEGER PRIMARY KEY,
  span INTEGER NOT NULL,
  first_day INTEGER NOT NULL,
  author INTEGER NOT NULL,
  at INTEGER NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX report_remark_period ON report_remark(span, first_day, id);
CREATE TRIGGER report_remark_keep BEFORE DELETE ON report_remark
BEGIN SELECT RAISE(ABORT, 'a remark stays'); END;
CREATE TRIGGER report_remark_fixed BEFORE UPDATE ON report_remark
BEGIN SELECT RAISE(ABORT, 'a remark stays'); END;
)sql";
}

} // namespace langnghe::sql::steps
