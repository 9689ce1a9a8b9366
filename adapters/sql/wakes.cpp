#include "adapters/sql/wakes.hpp"

#include <algorithm>
#include <charconv>
#include <string>

namespace langnghe::sql {
namespace {

constexpr std::string_view through = "clocked"; // the fact that says how far

std::int64_t followed(Facts& facts)
{
    std::int64_t seq = 0;
    if (const auto known = facts.find(through))
        std::from_chars(known->data(), known->data() + known->size(), seq);
    return seq;
}

} // namespace

Touched SqlWakes::follow(int limit)
{
    Touched touched;
    const std::int64_t from = followed(facts_);
    std::int64_t seq = from;
    Query entries(db_, "SELECT seq, ticket FROM journal WHERE seq > ?1 ORDER BY seq LIMIT ?2");
    for (entries.with(from, std::max(limit, 0)); entries.next(); ++touched.entries) {
        TicketId ticket{};
        entries.into(seq, ticket);
        if (ticket != TicketId::none)
            touched.tickets.push_back(ticket);
    }
    std::ranges::sort(touched.tickets);
    touched.tickets.erase(std::unique(touched.tickets.begin(), touched.tickets.end()), touched.tickets.end());
    if (seq != from)
        facts_.set(through, std::to_string(seq));
    return touched;
}

void SqlWakes::set(TicketId ticket, std::optional<TimePoint> at)
{
    if (at) {
        Query query(db_, "INSERT INTO wake(ticket, at) VALUES(?1, ?2)"
                         " ON CONFLICT(ticket) DO UPDATE SET at = excluded.at WHERE at <> excluded.at");
        return query.with(ticket, *at).run();
    }
    Query never(db_, "DELETE FROM wake WHERE ticket = ?1");
    never.with(ticket).run();
}

void SqlWakes::forget(TicketId ticket)
{
    set(ticket, std::nullopt);
    Query forget(db_, "DELETE FROM wake_said WHERE ticket = ?1");
    forget.with(ticket).run();
}

std::vector<TicketId> SqlWakes::due(TimePoint now, int limit)
{
    std::vector<TicketId> tickets;
    Query query(db_, "SELECT ticket FROM wake WHERE at <= ?1 ORDER BY at, ticket LIMIT ?2");
    for (query.with(now, limit); query.next();)
        query.into(tickets.emplace_back());
    return tickets;
}

std::optional<TimePoint> SqlWakes::next_due()
{
    Query query(db_, "SELECT at FROM wake ORDER BY at LIMIT 1");
    return query.value<TimePoint>();
}

bool SqlWakes::said(TicketId ticket, std::string_view what)
{
    Query query(db_, "SELECT 1 FROM wake_said WHERE ticket = ?1 AND what = ?2");
    return query.with(ticket, what).next();
}

bool SqlWakes::say_once(TicketId ticket, std::string_view what)
{
    Query query(db_, "INSERT INTO wake_said(ticket, what) VALUES(?1, ?2) ON CONFLICT DO NOTHING");
    query.with(ticket, what).run();
    return db_.changes() > 0;
}

} // namespace langnghe::sql
