#include "adapters/sql/migrations/migrations.hpp"

namespace langnghe::sql::steps {

// What stands before others that are due on the same day: what is urgent, and what several people reported. Few tickets
// are in it, and a new one is not.
std::string_view pressing()
{
    return R"sql(
CREATE INDEX ticket_pressing ON ticket(department, due_at) WHERE status < 6 AND (voices > 1 OR urgency = 1);
)sql";
}

} // namespace langnghe::sql::steps
