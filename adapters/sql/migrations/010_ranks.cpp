#include "adapters/sql/migrations/migrations.hpp"

namespace langnghe::sql::steps {

// A chat's rows are in order within their rank (0 alert, 1 what somebody waits for, 2 news), so that the first of each
// is found without looking at what stands behind it. `bundle` is the first row of the message that a row shares.
// outbox_stuck: ambiguous or undeliverable, looked for when an echo or the person comes back; few.
std::string_view ranks()
{
    return R"sql(
ALTER TABLE outbox ADD COLUMN rank INTEGER NOT NULL DEFAULT 2;
ALTER TABLE outbox ADD COLUMN bundle INTEGER;
UPDATE outbox SET rank = CASE WHEN priority = 0 OR kind = 5 THEN 0 WHEN priority = 1 OR kind = 0 OR kind = 4 THEN 1
  ELSE 2 END WHERE priority <> 2 OR kind = 0 OR kind = 4 OR kind = 5;
DROP INDEX outbox_waiting;
CREATE INDEX outbox_waiting ON outbox(channel, chat, rank, id) WHERE state = 0 OR state = 1 OR state = 9;
DROP INDEX outbox_due;
CREATE INDEX outbox_due ON outbox(channel, rank, priority, next_at, id) WHERE head = 1 AND state = 0;
CREATE INDEX outbox_stuck ON outbox(channel, chat, id) WHERE state = 6 OR state = 7;
CREATE INDEX outbox_bundle ON outbox(bundle, id) WHERE bundle IS NOT NULL;
UPDATE outbox SET head = NOT EXISTS (SELECT 1 FROM outbox e WHERE (e.state = 0 OR e.state = 1 OR e.state = 9)
  AND e.channel = outbox.channel AND e.chat = outbox.chat AND e.id < outbox.id AND (e.rank <= outbox.rank
  OR (e.ticket = outbox.ticket AND e.kind BETWEEN 1 AND 3 AND outbox.kind BETWEEN 1 AND 3)))
  WHERE (state = 0 OR state = 1 OR state = 9) AND head = 0;
)sql";
}

} // namespace langnghe::sql::steps
