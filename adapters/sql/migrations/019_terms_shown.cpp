#include "adapters/sql/migrations/migrations.hpp"

namespace langnghe::sql::steps {

// Which version of the terms somebody was shown last. Of those who were greeted before nobody looks it up in the
// journal: they are shown the terms once more.
std::string_view terms_shown()
{
    return R"sql(
ALTER TABLE identity ADD COLUMN terms TEXT NOT NULL DEFAULT '';
)sql";
}

} // namespace langnghe::sql::steps
