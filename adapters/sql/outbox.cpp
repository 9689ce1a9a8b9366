#include "adapters/sql/outbox.hpp"

#include "adapters/sql/codec.hpp"
#include "core/outbox/order.hpp"
#include "core/outbox/quota.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace langnghe::sql {
namespace {

// Who has the first turn; every pair that core/outbox/order.hpp makes.
constexpr std::array<std::pair<Rank, Priority>, 9> turns{{{Rank::alert, Priority::alert},
                                                          {Rank::alert, Priority::urgent},
                                                          {Rank::alert, Priority::normal},
                                                          {Rank::alert, Priority::bulk},
                                                          {Rank::prompt, Priority::urgent},
                                                          {Rank::prompt, Priority::normal},
                                                          {Rank::prompt, Priority::bulk},
                                                          {Rank::news, Priority::normal},
                                                          {Rank::news, Priority::bulk}}};
constexpr int longest_page = 1'000;

} // namespace

OutboxId SqlOutbox::add(const OutboxItem& item)
{
    const auto channel = channels_.number(item.channel);
    const bool head = !is_settled(item.state) && !is_held_back(channel, item);
    Query query(db_, "INSERT INTO outbox(channel, chat, chat_kind, thread, ticket, kind, priority, text, buttons,"
                     " reply_to, state, attempts, repeated, created_at, next_at, lease_until, expires_at, sent_at,"
                     " message, last_error, head, rank, bundle, files)"
                     " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,"
                     " ?20, ?21, ?22, ?23, ?24)");
    query.with(channel, item.chat, item.chat_kind, item.thread, item.ticket, item.kind, item.priority, item.text,
               encode(item.buttons), item.reply_to, item.state, item.attempts, item.repeated, item.created_at,
               item.next_at, item.lease_until, item.expires_at, item.sent_at, item.message, item.last_error, head,
               outbox::rank_of(item), item.bundle, encode(item.files));
    query.run();
    tally_.change({channel, item.state}, 1);
    return static_cast<OutboxId>(db_.last_id());
}

void SqlOutbox::settle()
{
    tally_.settle([this](const Counted& counted, std::int64_t by) {
        Query query(db_, "INSERT INTO outbox_tally(channel, state, count) VALUES(?1, ?2, ?3)"
                         " ON CONFLICT(channel, state) DO UPDATE SET count = count + excluded.count");
        query.with(counted.first, counted.second, by).run();
    });
    sent_.settle([this](const SentIn& in, std::int64_t by) {
        Query query(db_, "INSERT INTO sent_tally(channel, month, count) VALUES(?1, ?2, ?3)"
                         " ON CONFLICT(channel, month) DO UPDATE SET count = count + excluded.count");
        query.with(in.first, in.second, by).run();
    });
}

void SqlOutbox::forget()
{
    tally_.forget();
    sent_.forget();
}

OutboxItem SqlOutbox::read(Query& query)
{
    OutboxItem item;
    std::int64_t channel = 0;
    std::optional<std::string> buttons;
    std::optional<std::string> files;
    query.into(item.id, channel, item.chat, item.chat_kind, item.thread, item.ticket, item.kind, item.priority,
               item.text, buttons, item.reply_to, item.state, item.attempts, item.repeated, item.created_at,
               item.next_at, item.lease_until, item.expires_at, item.sent_at, item.message, item.last_error,
               item.bundle, files);
    item.channel = channels_.name(channel);
    item.buttons = decode_buttons(buttons);
    item.files = decode_files(files);
    return item;
}

std::optional<OutboxItem> SqlOutbox::find(OutboxId id)
{
    Query query(db_, "SELECT id, channel, chat, chat_kind, thread, ticket, kind, priority, text, buttons, reply_to,"
                     " state, attempts, repeated, created_at, next_at, lease_until, expires_at, sent_at, message,"
                     " last_error, bundle, files FROM outbox WHERE id = ?1");
    if (!query.with(id).next())
        return std::nullopt;
    return read(query);
}

void SqlOutbox::save(const OutboxItem& item)
{
    std::int64_t channel = 0;
    OutboxItem before;
    Rank rank_before{};
    Query stored(db_, "SELECT channel, chat, rank, ticket, state, sent_at FROM outbox WHERE id = ?1");
    if (!stored.with(item.id).next())
        return;
    stored.into(channel, before.chat, rank_before, before.ticket, before.state, before.sent_at);
    const Rank rank = outbox::rank_of(item);
    const bool moved = before.chat != item.chat;
    const bool same_rank = rank_before == rank && before.ticket == item.ticket;
    const bool same_place = is_settled(item.state) == is_settled(before.state) && same_rank && !moved;
    Query query(db_,
                "UPDATE outbox SET chat = ?2, chat_kind = ?3, thread = ?4, ticket = ?5, kind = ?6, priority = ?7,"
                " text = ?8, buttons = ?9, reply_to = ?10, state = ?11, attempts = ?12, repeated = ?13,"
                " next_at = ?14, lease_until = ?15, expires_at = ?16, sent_at = ?17, message = ?18,"
                " last_error = ?19, head = CASE WHEN ?20 THEN head ELSE 0 END, rank = ?21, bundle = ?22, files = ?23"
                " WHERE id = ?1");
    query.with(item.id, item.chat, item.chat_kind, item.thread, item.ticket, item.kind, item.priority, item.text,
               encode(item.buttons), item.reply_to, item.state, item.attempts, item.repeated, item.next_at,
               item.lease_until, item.expires_at, item.sent_at, item.message, item.last_error, same_place, rank,
               item.bundle, encode(item.files));
    query.run();
    tally_.change({channel, before.state}, -1);
    tally_.change({channel, item.state}, 1);
    const bool alone = item.bundle == OutboxId::none || item.bundle == item.id;
    if (alone && item.sent_at && !before.sent_at) // the platform counts messages
        sent_.change({channel, outbox::month_in_vietnam(*item.sent_at)}, 1);
    if (same_place)
        return;
    set_heads(channel, item.chat);
    if (moved)
        set_heads(channel, before.chat);
}

std::vector<OutboxItem> SqlOutbox::due(std::string_view channel, TimePoint now, int limit,
                                       const std::vector<std::string>& busy)
{
    std::vector<OutboxItem> items;
    for (const auto& [rank, priority] : turns) {
        Query query(db_, "SELECT id, chat FROM outbox WHERE head = 1 AND state = 0 AND channel = ?1 AND rank = ?2"
                         " AND priority = ?3 AND next_at <= ?4 ORDER BY next_at, id");
        query.with(channels_.find(channel), rank, priority, now);
        OutboxId id{};
        std::string chat;
        while (static_cast<int>(items.size()) < limit && query.next()) {
            query.into(id, chat);
            if (std::ranges::find(busy, chat) != busy.end() ||
                std::ranges::find(items, chat, &OutboxItem::chat) != items.end())
                continue;
            if (auto item = find(id))
                items.push_back(std::move(*item));
        }
    }
    return items;
}

void SqlOutbox::claim(OutboxId id, TimePoint lease_until)
{
    Query query(db_, "UPDATE outbox SET state = 1, lease_until = ?2 WHERE id = ?1 AND state = 0 RETURNING channel");
    const auto channel = query.with(id, lease_until).value<std::int64_t>();
    if (!channel)
        return;
    query.run();
    tally_.change({*channel, DeliveryState::queued}, -1);
    tally_.change({*channel, DeliveryState::claimed}, 1);
}

std::vector<OutboxItem> SqlOutbox::read_all(Query& ids)
{
    std::vector<OutboxItem> items;
    for (OutboxId id{}; ids.next();) {
        ids.into(id);
        if (auto item = find(id))
            items.push_back(std::move(*item));
    }
    return items;
}

std::vector<OutboxItem> SqlOutbox::orphans(std::string_view channel, std::optional<TimePoint> now)
{
    Query query(db_, "SELECT id FROM outbox WHERE state = 1 AND channel = ?1 AND (?2 IS NULL OR lease_until <= ?2)"
                     " ORDER BY id");
    query.with(channels_.find(channel), now);
    return read_all(query);
}

std::vector<OutboxItem> SqlOutbox::stuck(std::string_view channel, std::string_view chat)
{
    Query query(db_, "SELECT id FROM outbox WHERE (state = 6 OR state = 7) AND channel = ?1 AND chat = ?2 ORDER BY id");
    query.with(channels_.find(channel), chat);
    return read_all(query);
}

std::vector<OutboxItem> SqlOutbox::bundled(OutboxId lead)
{
    Query query(db_, "SELECT id FROM outbox WHERE id = ?1 UNION SELECT id FROM outbox WHERE bundle = ?1 ORDER BY id");
    query.with(lead);
    return read_all(query);
}

std::optional<TimePoint> SqlOutbox::next_due(std::string_view channel)
{
    std::optional<TimePoint> next;
    for (const auto& [rank, priority] : turns) {
        Query query(db_, "SELECT next_at FROM outbox WHERE head = 1 AND state = 0 AND channel = ?1 AND rank = ?2"
                         " AND priority = ?3 ORDER BY next_at LIMIT 1");
        const auto found = query.with(channels_.find(channel), rank, priority).value<TimePoint>();
        if (found && (!next || *found < *next))
            next = found;
    }
    return next;
}

std::vector<OutboxItem> SqlOutbox::list(const OutboxFilter& filter)
{
    const auto limit = static_cast<std::size_t>(std::clamp(filter.limit, 1, longest_page));
    std::optional<std::int64_t> channel;
    if (!filter.channel.empty())
        channel = channels_.find(filter.channel);
    std::int64_t states = filter.states.empty() ? -1 : 0;
    for (const DeliveryState state : filter.states)
        states |= std::int64_t{1} << static_cast<int>(state);

    std::int64_t kinds = filter.kinds.empty() ? -1 : 0;
    for (const DeliveryKind kind : filter.kinds)
        kinds |= std::int64_t{1} << static_cast<int>(kind);

    constexpr auto all = "SELECT id FROM outbox WHERE (?1 IS NULL OR channel = ?1) AND ((?2 >> state) & 1) = 1"
                         " AND ((?4 >> kind) & 1) = 1 AND id < ?5 ORDER BY id DESC LIMIT ?3";
    // What is settled has an index by ticket; of what waits there is little, and `+id` keeps the search for it off the
    // whole table.
    constexpr auto of_ticket =
        "SELECT id FROM outbox WHERE state <> 0 AND state <> 1 AND state <> 9 AND ticket = ?6 AND id < ?5"
        " AND (?1 IS NULL OR channel = ?1) AND ((?2 >> state) & 1) = 1 AND ((?4 >> kind) & 1) = 1 UNION ALL"
        " SELECT +id AS id FROM outbox WHERE (state = 0 OR state = 1 OR state = 9) AND ticket = ?6 AND +id < ?5"
        " AND (?1 IS NULL OR channel = ?1) AND ((?2 >> state) & 1) = 1 AND ((?4 >> kind) & 1) = 1"
        " ORDER BY id DESC LIMIT ?3";
    const OutboxId before = filter.before == OutboxId::none ? OutboxId{INT64_MAX} : filter.before;
    const bool one = filter.ticket != TicketId::none;
    Query query(db_, one ? of_ticket : all);
    if (one)
        query.with(channel, states, limit, kinds, before, filter.ticket);
    else
        query.with(channel, states, limit, kinds, before);
    return read_all(query);
}

std::map<DeliveryState, std::int64_t> SqlOutbox::counts(std::string_view channel)
{
    settle();
    std::map<DeliveryState, std::int64_t> counts;
    Query query(db_, "SELECT state, count FROM outbox_tally WHERE channel = ?1 AND count <> 0");
    query.with(channels_.find(channel));
    DeliveryState state{};
    std::int64_t count = 0;
    while (query.next()) {
        query.into(state, count);
        counts[state] = count;
    }
    return counts;
}

std::optional<TimePoint> SqlOutbox::oldest_waiting(std::string_view channel)
{
    std::optional<TimePoint> oldest;
    Query query(db_, "SELECT min(created_at) FROM outbox WHERE channel = ?1 AND (state = 0 OR state = 1 OR state = 9)");
    if (query.with(channels_.find(channel)).next())
        query.into(oldest);
    return oldest;
}

int SqlOutbox::release()
{
    return change_all(
        "UPDATE outbox SET state = 0 WHERE (state = 0 OR state = 1 OR state = 9) AND state = 9 RETURNING channel",
        DeliveryState::held, DeliveryState::queued);
}

int SqlOutbox::hold_all()
{
    return change_all(
        "UPDATE outbox SET state = 9 WHERE (state = 0 OR state = 1 OR state = 9) AND state = 0 RETURNING channel",
        DeliveryState::queued, DeliveryState::held);
}

int SqlOutbox::change_all(const char* sql, DeliveryState from, DeliveryState to)
{
    int changed = 0;
    Query query(db_, sql);
    for (std::int64_t channel = 0; query.next(); ++changed) {
        query.into(channel);
        tally_.change({channel, from}, -1);
        tally_.change({channel, to}, 1);
    }
    return changed;
}

int SqlOutbox::set_back(std::string_view channel, TimePoint now, Duration step)
{
    Query query(db_, "UPDATE outbox SET next_at = next_at - ?3 WHERE channel = ?1 AND state = 0 AND next_at > ?2");
    query.with(channels_.find(channel), now, step.count()).run();
    return db_.changes();
}

} // namespace langnghe::sql
