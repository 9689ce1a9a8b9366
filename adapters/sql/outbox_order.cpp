// Which rows of a chat are its heads: see core/outbox/order.hpp.
#include "adapters/sql/outbox.hpp"
#include "core/outbox/order.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace langnghe::sql {
namespace {

constexpr std::array ranks{Rank::alert, Rank::prompt, Rank::news};

} // namespace

// Of a new delivery whatever waits came earlier: the first row tells. Of another each rank is asked by itself, since an
// official's chat may hold thousands, and only a seek finds the few that matter.
bool SqlOutbox::comes_later(std::int64_t channel, const OutboxItem& item)
{
    const Rank own = outbox::rank_of(item);
    if (item.id == OutboxId::none) {
        Query any(db_, "SELECT 1 FROM outbox WHERE (state = 0 OR state = 1 OR state = 9) AND channel = ?1"
                       " AND chat = ?2 AND rank <= ?3 LIMIT 1");
        return any.with(channel, item.chat, own).next();
    }
    Query earlier(db_, "SELECT 1 FROM outbox WHERE (state = 0 OR state = 1 OR state = 9) AND channel = ?1"
                       " AND chat = ?2 AND rank IN (?4, ?5, ?6) AND id < ?3 LIMIT 1");
    return earlier.with(channel, item.chat, item.id, Rank::alert, std::min(own, Rank::prompt), own).next();
}

bool SqlOutbox::is_held_back(std::int64_t channel, const OutboxItem& item)
{
    if (comes_later(channel, item))
        return true;
    const OutboxId before = item.id == OutboxId::none ? OutboxId{INT64_MAX} : item.id;
    const Rank own = outbox::rank_of(item);
    if (own == ranks.back() || item.ticket == TicketId::none || !outbox::tells_ticket(item.kind))
        return false;
    Query overtaken(db_, "SELECT kind FROM outbox WHERE (state = 0 OR state = 1 OR state = 9) AND channel = ?1"
                         " AND chat = ?2 AND rank IN (?4, ?5) AND id < ?3 AND ticket = ?6");
    overtaken.with(channel, item.chat, before, std::max(Rank::prompt, Rank{static_cast<int>(own) + 1}), ranks.back(),
                   item.ticket);
    for (DeliveryKind kind{}; overtaken.next();) {
        overtaken.into(kind);
        if (outbox::tells_ticket(kind))
            return true;
    }
    return false;
}

// Only the first of a rank can be a head, and only the second can have been one: whatever came before it came alone.
void SqlOutbox::set_heads(std::int64_t channel, std::string_view chat)
{
    for (const Rank rank : ranks) {
        Query query(db_, "SELECT id FROM outbox WHERE (state = 0 OR state = 1 OR state = 9) AND channel = ?1"
                         " AND chat = ?2 AND rank = ?3 ORDER BY id LIMIT 2");
        query.with(channel, chat, rank);
        bool first = true;
        for (OutboxId id{}; query.next(); first = false) {
            query.into(id);
            const auto item = first ? find(id) : std::nullopt;
            Query set(db_, "UPDATE outbox SET head = ?2 WHERE id = ?1 AND head <> ?2");
            set.with(id, item && !is_held_back(channel, *item)).run();
        }
    }
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
    Query query(db_, "UPDATE outbox SET chat = ?3, head = 0 WHERE channel = ?1 AND (chat = ?2 OR chat = ?3)"
                     " AND (state = 0 OR state = 1 OR state = 9)");
    query.with(number, from, to).run();
    set_heads(number, to);
}

} // namespace langnghe::sql
