#include "adapters/sql/privacy.hpp"

// Which rows are kept longer than the rules say. Looked for once a day: none of these scans is behind an
// acknowledgement. What the law gives files of their own (complaints, denunciations, reports of crimes: natures 5 to 7)
// is never among them. States: 6 to 8 and 10 finished, 9 refused; nature 9: junk.

namespace langnghe::sql {
namespace {

constexpr auto anonymous = "SELECT id FROM ticket WHERE anonymous = 1 AND status >= 6 AND closed_at < ?1"
                           " AND (reporter IS NOT NULL OR chat <> '') ORDER BY id LIMIT ?2";
constexpr auto deliveries = "SELECT id FROM outbox WHERE state <> 0 AND state <> 1 AND state <> 9 AND created_at < ?1"
                            " AND (text <> '' OR files IS NOT NULL) ORDER BY id LIMIT ?2";
constexpr auto details = "SELECT i.id FROM identity i WHERE i.account IS NULL AND i.last_inbound_at < ?1"
                         " AND (i.name <> '' OR EXISTS (SELECT 1 FROM contact_detail c WHERE c.identity = i.id))"
                         " AND NOT EXISTS (SELECT 1 FROM ticket t WHERE t.reporter = i.id AND t.status < 6)"
                         " ORDER BY i.id LIMIT ?2";
constexpr auto refused = "SELECT t.id FROM ticket t WHERE (t.status = 9 OR (t.status >= 6 AND t.nature = 9))"
                         " AND t.nature NOT IN (5, 6, 7) AND t.closed_at < ?1"
                         " AND EXISTS (SELECT 1 FROM journal j WHERE j.ticket = t.id AND j.text IS NOT NULL)"
                         " ORDER BY t.id LIMIT ?2";
constexpr auto handled = "SELECT t.id FROM ticket t LEFT JOIN ticket m ON m.id = t.merged_into AND m.status >= 6"
                         " WHERE t.status >= 6 AND t.status <> 9 AND t.nature NOT IN (5, 6, 7, 9)"
                         " AND coalesce(t.closed_at, m.closed_at) < ?1"
                         " AND EXISTS (SELECT 1 FROM journal j WHERE j.ticket = t.id AND j.text IS NOT NULL)"
                         " ORDER BY t.id LIMIT ?2";

const char* sql_of(Keeping what)
{
    switch (what) {
    case Keeping::anonymous:
        return anonymous;
    case Keeping::deliveries:
        return deliveries;
    case Keeping::details:
        return details;
    case Keeping::refused:
        return refused;
    case Keeping::handled:
        break;
    }
    return handled;
}

} // namespace

std::vector<std::int64_t> SqlPrivacy::kept_since(Keeping what, TimePoint before, int limit)
{
    std::vector<std::int64_t> rows;
    Query query(db_, sql_of(what));
    query.with(before, limit);
    while (query.next())
        query.into(rows.emplace_back());
    return rows;
}

void SqlPrivacy::empty_delivery(std::int64_t id)
{
    Query query(db_, "UPDATE outbox SET text = '', buttons = NULL, files = NULL WHERE id = ?1");
    query.with(id).run();
}

} // namespace langnghe::sql
