#include "adapters/sql/migrations/migrations.hpp"

namespace langnghe::sql::steps {

// The files that go with a message, as JSON like its buttons; NULL for almost all. The index finds whoever still names
// a file, and costs the others nothing.
std::string_view outbox_files()
{
    return R"sql(
ALTER TABLE outbox ADD COLUMN files TEXT;
CREATE INDEX outbox_files ON outbox(id) WHERE files IS NOT NULL;
)sql";
}

} // namespace langnghe::sql::steps
