#include "adapters/sql/outbox.hpp"

#include "adapters/sql/codec.hpp"
#include "core/outbox/quota.hpp"

#include <algorithm>
#include <array>

namespace langnghe::sql {
namespace {

constexpr std::array priorities{Priority::alert, Priority::urgent, Priority::normal, Priority::bulk};
constexpr int longest_page = 1'000;

} // namespace

OutboxId SqlOutbox::add(const OutboxItem& item)
{
    Query query(db_, "INSERT INTO outbox(channel, chat, chat_kind, thread, ticket, kind, priority, text, buttons,"
                     " reply_to, state, attempts, repeated, created_at, next_at, lease_until, expires_at, sent_at,"
                     " message, last_error, files, head)"
                     " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,"
                     " ?20, ?21, ?22 AND NOT EXISTS (SELECT 1 FROM outbox WHERE channel = ?1 AND chat = ?2"
                     " AND (state = 0 OR state = 1 OR state = 9)))");
    const auto channel = channels_.number(item.channel);
    query.with(channel, item.chat, item.chat_kind, item.thread, item.ticket, item.kind, item.priority, item.text,
               encode(item.buttons), item.reply_to, item.state, item.attempts, item.repeated, item.created_at,
               item.next_at, item.lease_until, item.expires_at, item.sent_at, item.message, item.last_error,
               encode(item.files), !is_settled(item.state));
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
               item.next_at, item.lease_until, item.expires_at, item.sent_at, item.message, item.last_error, files);
    item.channel = channels_.name(channel);
    item.buttons = decode_buttons(buttons);
    item.files = decode_files(files);
    return item;
}

std::optional<OutboxItem> SqlOutbox::find(OutboxId id)
{
    Query query(db_, "SELECT id, channel, chat, chat_kind, thread, ticket, kind, priority, text, buttons, reply_to,"
                     " state, attempts, repeated, created_at, next_at, lease_until, expires_at, sent_at, message,"
                     " last_error, files FROM outbox WHERE id = ?1");
    if (!query.with(id).next())
        return std::nullopt;
    return read(query);
}

void SqlOutbox::save(const OutboxItem& item)
{
    const auto before = find(item.id);
    if (!before)
        return;
    const bool waits = !is_settled(item.state);
    Query query(db_, "UPDATE outbox SET chat = ?2, chat_kind = ?3, thread = ?4, ticket = ?5, kind = ?6, priority = ?7,"
                     " text = ?8, buttons = ?9, reply_to = ?10, state = ?11, attempts = ?12, repeated = ?13,"
                     " next_at = ?14, lease_until = ?15, expires_at = ?16, sent_at = ?17, message = ?18,"
                     " last_error = ?19, files = ?20, head = CASE WHEN ?21 THEN head ELSE 0 END WHERE id = ?1");
    query.with(item.id, item.chat, item.chat_kind, item.thread, item.ticket, item.kind, item.priority, item.text,
               encode(item.buttons), item.reply_to, item.state, item.attempts, item.repeated, item.next_at,
               item.lease_until, item.expires_at, item.sent_at, item.message, item.last_error, encode(item.files),
               waits);
    query.run();
    const bool moved = before->chat != item.chat;
    const auto channel = channels_.number(before->channel);
    tally_.change({channel, before->state}, -1);
    tally_.change({channel, item.state}, 1);
    if (item.sent_at && !before->sent_at)
        sent_.change({channel, outbox::month_in_vietnam(*item.sent_at)}, 1);
    if (waits == !is_settled(before->state) && !moved)
        return;
    if (!waits && !moved)
        return next_head(channel, item.chat);
    set_head(channel, item.chat);
    if (moved)
        set_head(channel, before->chat);
}

// The head itself was settled: nothing else of its chat is one.
void SqlOutbox::next_head(std::int64_t channel, std::string_view chat)
{
    Query head(db_, "UPDATE outbox SET head = 1 WHERE id = (SELECT min(id) FROM outbox WHERE channel = ?1 AND chat = ?2"
                    " AND (state = 0 OR state = 1 OR state = 9)) AND head = 0");
    head.with(channel, chat).run();
}

void SqlOutbox::set_head(std::int64_t channel, std::string_view chat)
{
    Query query(
        db_, "SELECT min(id) FROM outbox WHERE channel = ?1 AND chat = ?2 AND (state = 0 OR state = 1 OR state = 9)");
    const auto first = query.with(channel, chat).value<std::int64_t>().value_or(0);
    Query others(db_,
                 "UPDATE outbox SET head = 0 WHERE channel = ?1 AND chat = ?2 AND (state = 0 OR state = 1 OR state = 9)"
                 " AND head = 1 AND id <> ?3");
    others.with(channel, chat, first).run();
    Query head(db_, "UPDATE outbox SET head = 1 WHERE id = ?1 AND head = 0");
    head.with(first).run();
}

std::vector<OutboxItem> SqlOutbox::due(std::string_view channel, TimePoint now, int limit,
                                       const std::vector<std::string>& busy)
{
    std::vector<OutboxItem> items;
    for (const Priority priority : priorities) {
        Query query(db_, "SELECT id FROM outbox WHERE head = 1 AND state = 0 AND channel = ?1 AND priority = ?2"
                         " AND next_at <= ?3 ORDER BY next_at, id");
        query.with(channels_.find(channel), priority, now);
        OutboxId id{};
        while (static_cast<int>(items.size()) < limit && query.next()) {
            query.into(id);
            auto item = find(id);
            if (item && std::find(busy.begin(), busy.end(), item->chat) == busy.end())
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

std::vector<OutboxItem> SqlOutbox::orphans(std::string_view channel, std::optional<TimePoint> now)
{
    std::vector<OutboxItem> items;
    Query query(db_, "SELECT id FROM outbox WHERE state = 1 AND channel = ?1 AND (?2 IS NULL OR lease_until <= ?2)"
                     " ORDER BY id");
    query.with(channels_.find(channel), now);
    OutboxId id{};
    while (query.next()) {
        query.into(id);
        if (auto item = find(id))
            items.push_back(std::move(*item));
    }
    return items;
}

std::optional<TimePoint> SqlOutbox::next_due(std::string_view channel)
{
    std::optional<TimePoint> next;
    for (const Priority priority : priorities) {
        Query query(db_, "SELECT next_at FROM outbox WHERE head = 1 AND state = 0 AND channel = ?1 AND priority = ?2"
                         " ORDER BY next_at LIMIT 1");
        const auto found = query.with(channels_.find(channel), priority).value<TimePoint>();
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

    constexpr auto all = "SELECT id FROM outbox WHERE (?1 IS NULL OR channel = ?1) AND ((?2 >> state) & 1) = 1"
                         " ORDER BY id DESC LIMIT ?3";
    // What is settled has an index by ticket; of what waits there is little.
    constexpr auto of_ticket =
        "SELECT id FROM outbox WHERE state <> 0 AND state <> 1 AND state <> 9 AND ticket = ?4"
        " AND (?1 IS NULL OR channel = ?1) AND ((?2 >> state) & 1) = 1 UNION ALL"
        " SELECT id FROM outbox WHERE (state = 0 OR state = 1 OR state = 9) AND ticket = ?4"
        " AND (?1 IS NULL OR channel = ?1) AND ((?2 >> state) & 1) = 1 ORDER BY id DESC LIMIT ?3";
    const bool one = filter.ticket != TicketId::none;
    Query query(db_, one ? of_ticket : all);
    if (one)
        query.with(channel, states, limit, filter.ticket);
    else
        query.with(channel, states, limit);
    std::vector<OutboxItem> items;
    OutboxId id{};
    while (query.next()) {
        query.into(id);
        if (auto item = find(id))
            items.push_back(std::move(*item));
    }
    return items;
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

void SqlOutbox::move_chat(std::string_view channel, std::string_view from, std::string_view to)
{
    const auto number = channels_.find(channel);
    Query query(db_, "UPDATE outbox SET chat = ?3, head = 0 WHERE channel = ?1 AND chat = ?2 AND (state = 0 OR state = "
                     "1 OR state = 9)");
    query.with(number, from, to).run();
    set_head(number, to);
}

} // namespace langnghe::sql
