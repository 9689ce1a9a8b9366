#include "adapters/sql/figures.hpp"

#include <charconv>
#include <string_view>

namespace langnghe::sql {
namespace {

// What concerns a time is open now, or has an entry since: neither needs a look at the other tickets. Denunciations (6)
// and what may be one are left out.
constexpr auto concerned =
    "SELECT id, year, number, status, nature, urgency, field, area, department, channel, assignee, created_at, due_at,"
    " result_kind, voices, coalesce((SELECT facts FROM journal WHERE journal.ticket = ticket.id AND seq < ?1"
    " AND facts LIKE '%due_at=%' ORDER BY seq DESC LIMIT 1), '') FROM ticket WHERE nature <> 6 AND suspected = 0 AND "
    "id IN"
    " (SELECT id FROM ticket WHERE status < 6 UNION"
    " SELECT ticket FROM journal WHERE seq >= ?1 AND ticket IS NOT NULL AND to_status IS NOT NULL)";

constexpr auto taken = "SELECT ticket, at, action, from_status, to_status,"
                       " CASE WHEN action = 'reject' THEN coalesce(text, '') ELSE '' END, facts FROM journal"
                       " WHERE seq >= ?1 AND ticket IS NOT NULL"
                       " AND (to_status IS NOT NULL OR action = 'approve_extension') ORDER BY seq";

constexpr auto sealed = "SELECT count(*) FROM ticket WHERE nature = 6 AND id IN"
                        " (SELECT ticket FROM journal WHERE seq >= ?1 AND seq < ?2 AND action = 'receive')";

// "…;due_at=1795000000000;…", or "none".
struct Due
{
    bool changed = false;
    std::optional<TimePoint> at;
};

Due due_of(std::string_view facts)
{
    constexpr std::string_view key = "due_at=";
    auto at = facts.find(key);
    while (at != std::string_view::npos && at > 0 && facts[at - 1] != ';')
        at = facts.find(key, at + 1);
    if (at == std::string_view::npos)
        return {};
    const auto value = facts.substr(at + key.size());
    std::int64_t millis = 0;
    if (std::from_chars(value.data(), value.data() + value.size(), millis).ec != std::errc{})
        return {true, std::nullopt};
    return {true, from_millis(millis)};
}

} // namespace

// The journal is numbered without gaps and its times never go back, so that no index on its times is needed.
std::int64_t SqlFigures::first_entry(TimePoint since)
{
    Query newest(db_, "SELECT max(seq) FROM journal");
    std::int64_t low = 1;
    std::int64_t high = newest.value<std::int64_t>().value_or(0) + 1;
    while (low < high) {
        const std::int64_t middle = low + (high - low) / 2;
        Query query(db_, "SELECT at FROM journal WHERE seq >= ?1 ORDER BY seq LIMIT 1");
        if (query.with(middle).value<std::int64_t>().value_or(0) < to_millis(since))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

std::vector<Case> SqlFigures::cases(TimePoint since)
{
    Query query(db_, concerned);
    query.with(first_entry(since));
    std::vector<Case> all;
    while (query.next()) {
        Case& found = all.emplace_back();
        std::int64_t channel = 0;
        std::string facts;
        query.into(found.id, found.code.year, found.code.number, found.status, found.nature, found.urgency, found.field,
                   found.area, found.department, channel, found.assignee, found.created_at, found.due_at, found.result,
                   found.voices, facts);
        const Due due = due_of(facts);
        found.due_was_set = due.changed;
        found.due_before = due.at;
        found.channel = channels_.name(channel);
    }
    return all;
}

std::vector<CaseStep> SqlFigures::steps(TimePoint since)
{
    Query query(db_, taken);
    query.with(first_entry(since));
    std::vector<CaseStep> all;
    while (query.next()) {
        CaseStep& step = all.emplace_back();
        std::string facts;
        query.into(step.ticket, step.at, step.action, step.from, step.to, step.reason, facts);
        const Due due = due_of(facts);
        step.due_changed = due.changed;
        step.due_at = due.at;
    }
    return all;
}

std::int64_t SqlFigures::sealed_received(TimePoint from, TimePoint until)
{
    const auto first = first_entry(from);
    Query query(db_, sealed);
    return query.with(first, first_entry(until)).value<std::int64_t>().value_or(0);
}

} // namespace langnghe::sql
