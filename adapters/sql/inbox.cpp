#include "adapters/sql/inbox.hpp"

#include <algorithm>

namespace langnghe::sql {

bool SqlInbox::knows(std::string_view channel, std::string_view key)
{
    Query query(db_, "SELECT 1 FROM seen WHERE channel = ?1 AND key = ?2");
    return query.with(channels_.find(channel), key).next();
}

bool SqlInbox::remember(std::string_view channel, std::string_view key, TimePoint now)
{
    Query query(db_, "INSERT INTO seen(channel, key, at) VALUES(?1, ?2, ?3) ON CONFLICT(channel, key) DO NOTHING");
    query.with(channels_.number(channel), key, now).run();
    return db_.changes() > 0;
}

void SqlInbox::park(const ParkedEvent& event)
{
    Query query(db_, "INSERT INTO parked(channel, key, reason, raw, at) VALUES(?1, ?2, ?3, ?4, ?5)");
    query.with(channels_.number(event.channel), event.key, event.reason, event.raw, event.at).run();
    if (parked_count() <= most_parked)
        return;
    Query oldest(db_, "DELETE FROM parked WHERE id = (SELECT min(id) FROM parked)");
    oldest.run();
}

std::vector<ParkedEvent> SqlInbox::parked(int limit)
{
    std::vector<ParkedEvent> events;
    Query query(db_, "SELECT id, channel, key, reason, raw, at FROM parked ORDER BY id LIMIT ?1");
    query.with(std::max(limit, 0));
    while (query.next()) {
        ParkedEvent& event = events.emplace_back();
        std::int64_t channel = 0;
        query.into(event.id, channel, event.key, event.reason, event.raw, event.at);
        event.channel = channels_.name(channel);
    }
    return events;
}

std::int64_t SqlInbox::parked_count()
{
    Query query(db_, "SELECT count FROM parked_tally WHERE id = 1");
    return query.value<std::int64_t>().value_or(0);
}

void SqlInbox::unpark(ParkedId id)
{
    Query query(db_, "DELETE FROM parked WHERE id = ?1");
    query.with(id).run();
}

int SqlInbox::forget_before(TimePoint time, int limit)
{
    limit = std::max(limit, 0);
    Query keys(db_, "DELETE FROM seen WHERE (channel, key) IN"
                    " (SELECT channel, key FROM seen WHERE at < ?1 ORDER BY at LIMIT ?2)");
    keys.with(time, limit).run();
    const int forgotten = db_.changes();
    // At most ten thousand rows: a walk by id needs no index.
    Query events(db_, "DELETE FROM parked WHERE id IN (SELECT id FROM parked WHERE at < ?1 ORDER BY id LIMIT ?2)");
    events.with(time, limit).run();
    return forgotten + db_.changes();
}

} // namespace langnghe::sql
