// Which rows of a chat are its heads: see core/outbox/order.hpp.
#include "adapters/sql/outbox.hpp"
#include "core/outbox/order.hpp"

#include <cstdint>

namespace langnghe::sql {

// Asked once for every new delivery: of nearly every chat nothing waits, and the index alone says so.
bool SqlOutbox::is_held_back(std::int64_t channel, const OutboxItem& item)
{
    Query query(db_, "SELECT rank, ticket, kind FROM outbox WHERE (state = 0 OR state = 1 OR state = 9)"
                     " AND channel = ?1 AND chat = ?2 AND id < ?3 ORDER BY rank");
    const OutboxId before = item.id == OutboxId::none ? OutboxId{INT64_MAX} : item.id;
    query.with(channel, item.chat, before);
    OutboxItem earlier;
    Rank rank{};
    while (query.next()) {
        query.into(rank, earlier.ticket, earlier.kind);
        if (rank <= outbox::rank_of(item))
            return true;
        if (item.ticket == TicketId::none || !outbox::tells_ticket(item.kind))
            return false;
        if (earlier.ticket == item.ticket && outbox::tells_ticket(earlier.kind))
            return true;
    }
    return false;
}

// Only the first of a rank can be a head. Of most chats nothing else waits, and the index alone says so.
void SqlOutbox::set_heads(std::int64_t channel, std::string_view chat)
{
    Query firsts(db_, "SELECT min(id) FROM outbox WHERE (state = 0 OR state = 1 OR state = 9) AND channel = ?1"
                      " AND chat = ?2 GROUP BY rank");
    firsts.with(channel, chat);
    std::vector<OutboxId> ids;
    for (OutboxId id{}; firsts.next();) {
        firsts.into(id);
        ids.push_back(id);
    }
    for (const OutboxId id : ids) {
        const auto item = find(id);
        Query query(db_, "UPDATE outbox SET head = ?2 WHERE id = ?1 AND head <> ?2");
        query.with(id, item && !is_held_back(channel, *item)).run();
    }
    if (ids.empty())
        return;
    Query others(db_, "UPDATE outbox SET head = 0 WHERE (state = 0 OR state = 1 OR state = 9) AND channel = ?1"
                      " AND chat = ?2 AND head = 1 AND id <> ?3 AND id <> ?4 AND id <> ?5");
    ids.resize(3, ids.front());
    others.with(channel, chat, ids[0], ids[1], ids[2]).run();
}

std::vector<OutboxItem> SqlOutbox::waiting(std::string_view channel, std::string_view chat, Rank rank, int limit)
{
    Query query(db_, "SELECT id FROM outbox WHERE (state = 0 OR state = 1 OR state = 9) AND channel = ?1 AND chat = ?2"
                     " AND rank = ?3 ORDER BY id LIMIT ?4");
    query.with(channels_.find(channel), chat, rank, limit);
    return read_all(query);
}

void SqlOutbox::move_chat(std::string_view channel, std::string_view from, std::string_view to)
{
    const auto number = channels_.find(channel);
    Query query(db_, "UPDATE outbox SET chat = ?3, head = 0 WHERE channel = ?1 AND chat = ?2 AND (state = 0 OR state = "
                     "1 OR state = 9)");
    query.with(number, from, to).run();
    set_heads(number, to);
}

} // namespace langnghe::sql
