#include "adapters/sql/worklists.hpp"

#include <algorithm>
#include <initializer_list>

namespace langnghe::sql {
namespace {

// Nature 6 is a denunciation. The conditions on the status are written as the indexes have them, so that they serve.
constexpr auto intake =
    "SELECT id, due_at, voices, urgency FROM ticket WHERE status < 6 AND status = ?1 AND nature <> 6"
    " AND suspected = 0 ORDER BY id LIMIT ?2";
constexpr auto department_open =
    "SELECT id, due_at, voices, urgency FROM ticket WHERE department = ?1 AND status > 2 AND status < 6"
    " AND nature <> 6 AND suspected = 0 AND due_at IS NOT NULL ORDER BY due_at LIMIT ?2";
constexpr auto department_waiting = "SELECT id, due_at, voices, urgency FROM ticket WHERE department = ?1"
                                    " AND status > 2 AND status < 6 AND nature <> 6 AND suspected = 0"
                                    " AND due_at IS NULL LIMIT ?2";
constexpr auto pressing_first =
    "SELECT id, due_at, voices, urgency FROM ticket WHERE department = ?1 AND status < 6 AND status <> 5"
    " AND (voices > 1 OR urgency = 1) AND nature <> 6 AND suspected = 0"
    " AND due_at IS NOT NULL ORDER BY due_at LIMIT ?2";
constexpr auto late = "SELECT id, due_at, voices, urgency FROM ticket WHERE due_at < ?1 AND status > 0 AND status < 5"
                      " AND nature <> 6 AND suspected = 0 ORDER BY due_at LIMIT ?2";
// What came first is due first, so that no more of them need be looked at than a list has.
constexpr auto late_received =
    "SELECT id, due_at, voices, urgency FROM (SELECT id, due_at, voices, urgency, nature, suspected FROM ticket"
    " WHERE status < 6 AND status = 0 ORDER BY id LIMIT 1000)"
    " WHERE due_at < ?1 AND nature <> 6 AND suspected = 0 ORDER BY due_at LIMIT ?2";
constexpr auto department_late =
    "SELECT id, due_at, voices, urgency FROM ticket WHERE department = ?1 AND due_at < ?2 AND status > 2"
    " AND status < 6 AND status <> 5 AND nature <> 6 AND suspected = 0"
    " ORDER BY due_at LIMIT ?3";
// `+status` keeps it from going over every open ticket.
constexpr auto asking =
    "SELECT t.id, t.due_at, t.voices, t.urgency FROM course c JOIN ticket t ON t.id = c.ticket WHERE c.asked_days > 0"
    " AND +t.status < 6 AND t.nature <> 6 AND t.suspected = 0 ORDER BY c.ticket LIMIT ?1";
constexpr auto rechecked =
    "SELECT t.id, t.due_at, t.voices, t.urgency FROM course c JOIN ticket t ON t.id = c.ticket WHERE c.recheck = 1"
    " AND t.nature <> 6 AND t.suspected = 0 ORDER BY c.ticket LIMIT ?1";
constexpr auto kept_open =
    "SELECT id, due_at, voices, urgency FROM ticket WHERE status < 6 AND (nature = 6 OR suspected = 1)"
    " ORDER BY id LIMIT ?1";

std::vector<WorkItem> read(Query& query)
{
    std::vector<WorkItem> items;
    while (query.next()) {
        WorkItem& item = items.emplace_back();
        query.into(item.ticket, item.due, item.voices, item.urgency);
    }
    return items;
}

} // namespace

std::vector<WorkItem> SqlWorklists::in_intake(int limit)
{
    std::vector<WorkItem> all;
    for (const int status : {0, 1, 2}) {
        Query query(db_, intake);
        const auto some = read(query.with(status, limit));
        all.insert(all.end(), some.begin(), some.end());
    }
    return all;
}

std::vector<WorkItem> SqlWorklists::of_department(std::string_view department, int limit)
{
    Query query(db_, department_open);
    auto all = read(query.with(department, limit));
    Query others(db_, department_waiting);
    const auto some = read(others.with(department, limit));
    all.insert(all.end(), some.begin(), some.end());
    return all;
}

std::vector<WorkItem> SqlWorklists::pressing(std::string_view department, int limit)
{
    Query query(db_, pressing_first);
    return read(query.with(department, limit));
}

std::vector<WorkItem> SqlWorklists::overdue(TimePoint now, int limit)
{
    Query first(db_, late_received);
    auto all = read(first.with(now, limit));
    Query others(db_, late);
    const auto some = read(others.with(now, limit));
    all.insert(all.end(), some.begin(), some.end());
    return all;
}

std::vector<WorkItem> SqlWorklists::overdue_of(std::string_view department, TimePoint now, int limit)
{
    Query query(db_, department_late);
    return read(query.with(department, now, limit));
}

std::vector<WorkItem> SqlWorklists::asking_extension(int limit)
{
    Query query(db_, asking);
    return read(query.with(limit));
}

std::vector<WorkItem> SqlWorklists::in_recheck(int limit)
{
    Query query(db_, rechecked);
    return read(query.with(limit));
}

std::vector<WorkItem> SqlWorklists::kept(int limit)
{
    Query query(db_, kept_open);
    return read(query.with(limit));
}

} // namespace langnghe::sql
