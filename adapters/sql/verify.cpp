#include "adapters/sql/verify.hpp"

#include "adapters/sql/damage.hpp"
#include "adapters/sql/transaction.hpp"

#include <fmt/format.h>

namespace langnghe::sql {
namespace {

constexpr int entries_per_page = 500;
constexpr int most_faults = 100;

// A query whose rows are faults: the journal entry concerned, the row, and a sentence about it.
struct Check
{
    const char* sql;
    const char* sentence; // {} is the row
};

constexpr Check checks[]{
    {"SELECT coalesce((SELECT j.seq FROM journal j WHERE j.ticket = t.id AND j.to_status IS NOT NULL"
     " ORDER BY j.seq DESC LIMIT 1), 0), t.id FROM ticket t WHERE t.status <>"
     " coalesce((SELECT j.to_status FROM journal j WHERE j.ticket = t.id AND j.to_status IS NOT NULL"
     " ORDER BY j.seq DESC LIMIT 1), 0) LIMIT ?1",
     "ticket {} has another status than the journal says"},
    {"SELECT m.seq, m.ticket FROM message m LEFT JOIN journal j ON j.seq = m.seq"
     " WHERE j.seq IS NULL OR j.ticket IS NULL OR j.ticket <> m.ticket LIMIT ?1",
     "a message of ticket {} has no entry, or one of another ticket"},
    {"SELECT j.seq, j.seq FROM journal j LEFT JOIN message m ON m.seq = j.seq"
     " WHERE j.action = 'message' AND m.seq IS NULL LIMIT ?1",
     "entry {} tells of a message that is not stored"},
    {"SELECT m.seq, m.seq FROM message m LEFT JOIN message_key k ON k.channel = m.channel AND k.chat = m.chat"
     " AND k.message = m.message AND k.seq = m.seq WHERE k.seq IS NULL LIMIT ?1",
     "the message of entry {} cannot be found by its id"},
    {"SELECT 0, n.status FROM (SELECT status, sum(counted) AS counted, sum(kept) AS kept FROM"
     " (SELECT status, count(*) AS counted, 0 AS kept FROM ticket GROUP BY status"
     " UNION ALL SELECT status, 0, count FROM ticket_tally) GROUP BY status) n WHERE n.counted <> n.kept LIMIT ?1",
     "the count of tickets in status {} is wrong"},
    {"SELECT 0, n.state FROM (SELECT channel, state, sum(counted) AS counted, sum(kept) AS kept FROM"
     " (SELECT channel, state, count(*) AS counted, 0 AS kept FROM outbox GROUP BY channel, state"
     " UNION ALL SELECT channel, state, 0, count FROM outbox_tally) GROUP BY channel, state) n"
     " WHERE n.counted <> n.kept LIMIT ?1",
     "the count of deliveries in state {} is wrong"},
    {"SELECT 0, count FROM parked_tally WHERE count <> (SELECT count(*) FROM parked) LIMIT ?1",
     "the count of parked events, {}, is wrong"},
    {"SELECT 0, t.year FROM ticket t LEFT JOIN code_number c ON c.year = t.year GROUP BY t.year"
     " HAVING max(t.number) > coalesce(max(c.last), 0) LIMIT ?1",
     "the code numbers of {} may be given twice"},
    // As core/outbox/order.hpp says it; the kinds 1 to 3 are news of a ticket.
    {"SELECT 0, o.id FROM outbox o WHERE (o.state = 0 OR o.state = 1 OR o.state = 9) AND o.head <> (NOT EXISTS"
     " (SELECT 1 FROM outbox e WHERE (e.state = 0 OR e.state = 1 OR e.state = 9) AND e.channel = o.channel"
     " AND e.chat = o.chat AND e.id < o.id AND (e.rank <= o.rank OR (e.ticket = o.ticket"
     " AND e.kind BETWEEN 1 AND 3 AND o.kind BETWEEN 1 AND 3)))) LIMIT ?1",
     "delivery {} is wrongly first, or not first, of its chat"},
};

// In pages, and only as far as the first break: after it every entry would be a fault.
void walk(SqlTx& tx, VerifyReport& report)
{
    std::optional<journal::Entry> previous;
    for (;;) {
        const auto page = tx.journal().after(previous ? previous->seq : 0, entries_per_page);
        for (const journal::Entry& entry : page) {
            const auto fault = journal::find_fault(entry, previous ? &*previous : nullptr);
            if (!fault.empty()) {
                report.faults.push_back({entry.seq, fault});
                return;
            }
            previous = entry;
            ++report.entries;
        }
        if (page.empty())
            break;
    }
    if (previous)
        report.anchor = journal::anchor(previous->seq, previous->hash);
}

void compare(Connection& db, VerifyReport& report)
{
    for (const Check& check : checks) {
        Query query(db, check.sql);
        query.with(most_faults);
        std::int64_t seq = 0;
        std::int64_t row = 0;
        while (query.next()) {
            query.into(seq, row);
            report.faults.push_back({seq, fmt::format(fmt::runtime(check.sentence), row)});
        }
    }
}

template <class F>
auto inspect(const std::filesystem::path& store, F look) -> Result<std::invoke_result_t<F, Connection&>>
{
    try {
        Connection db(store, Access::read, {2'048, std::chrono::seconds{5}});
        return look(db);
    } catch (const SQLite::Exception& error) {
        return make_error_code(errc_of(damage_of(code_of(error), 0, true)));
    } catch (const std::exception&) {
        return make_error_code(Errc::storage_failed);
    }
}

} // namespace

Result<VerifyReport> verify(const std::filesystem::path& store)
{
    return inspect(store, [](Connection& db) {
        VerifyReport report;
        SqlTx tx(db);
        // One view for the chain and the tables.
        db.run("BEGIN");
        walk(tx, report);
        compare(db, report);
        db.run("COMMIT");
        return report;
    });
}

Result<std::vector<std::string>> quick_check(const std::filesystem::path& store)
{
    return inspect(store, [](Connection& db) {
        std::vector<std::string> faults;
        Query query(db, "PRAGMA quick_check(100)");
        std::string line;
        while (query.next()) {
            query.into(line);
            if (line != "ok")
                faults.push_back(line);
        }
        return faults;
    });
}

} // namespace langnghe::sql
