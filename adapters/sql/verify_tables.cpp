#include "adapters/sql/verify_parts.hpp"
#include "core/hash/hash.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <string>

namespace langnghe::sql {
namespace {

// A query whose rows are faults: the journal entry concerned, the row, and a sentence about it.
struct Check
{
    const char* sql;
    const char* sentence; // {} is the row
};

constexpr Check of_tickets[]{
    {"SELECT min(j.seq), j.ticket FROM journal j LEFT JOIN ticket t ON t.id = j.ticket"
     " WHERE j.ticket IS NOT NULL AND t.id IS NULL GROUP BY j.ticket ORDER BY 1 LIMIT ?1",
     "ticket {} is in the journal and not in its table: the row was deleted"},
    {"SELECT 0, n.status FROM (SELECT status, sum(counted) AS counted, sum(kept) AS kept FROM"
     " (SELECT status, count(*) AS counted, 0 AS kept FROM ticket GROUP BY status"
     " UNION ALL SELECT status, 0, count FROM ticket_tally) GROUP BY status) n WHERE n.counted <> n.kept LIMIT ?1",
     "the count of tickets in status {} is wrong: rows were put in or taken out past the program"},
    {"SELECT 0, n.year FROM (SELECT year, max(number) AS greatest, 0 AS last FROM ticket GROUP BY year"
     " UNION ALL SELECT year, 0, last FROM code_number) n GROUP BY n.year HAVING max(n.greatest) <> max(n.last)"
     " LIMIT ?1",
     "the last code number of {} is not that of its newest ticket: codes may be given twice, or tickets are missing"},
    {"SELECT 0, c.ticket FROM course c LEFT JOIN ticket t ON t.id = c.ticket WHERE t.id IS NULL LIMIT ?1",
     "the course of ticket {} is of no ticket"},
};

constexpr Check of_scores[]{
    {"SELECT 0, s.ticket FROM score s LEFT JOIN ticket t ON t.id = s.ticket WHERE t.id IS NULL LIMIT ?1",
     "a score is of ticket {}, which is not there"},
    {"SELECT 0, s.ticket FROM score s WHERE s.score <> 0 AND NOT EXISTS (SELECT 1 FROM journal j"
     " WHERE j.ticket = s.ticket AND j.action = 'score'"
     " AND j.facts = 'closure=' || s.closure || ';score=' || s.score) LIMIT ?1",
     "ticket {} has a score that nobody gave"},
    {"SELECT j.seq, j.ticket FROM journal j WHERE j.action = 'score' AND NOT EXISTS (SELECT 1 FROM score s"
     " WHERE s.ticket = j.ticket AND j.facts LIKE 'closure=' || s.closure || ';score=%') LIMIT ?1",
     "a score of ticket {} is not stored: the row was deleted"},
};

constexpr Check of_messages[]{
    {"SELECT m.seq, m.ticket FROM message m LEFT JOIN journal j ON j.seq = m.seq"
     " WHERE j.seq IS NULL OR j.ticket IS NULL OR j.ticket <> m.ticket LIMIT ?1",
     "a message of ticket {} has no entry, or one of another ticket: it was put in or moved past the program"},
    {"SELECT j.seq, j.seq FROM journal j LEFT JOIN message m ON m.seq = j.seq"
     " WHERE (j.action = 'message' OR j.action = 'receive') AND m.seq IS NULL LIMIT ?1",
     "entry {} tells of a message that is not stored: the row was deleted"},
    {"SELECT m.seq, m.seq FROM message m JOIN journal j ON j.seq = m.seq JOIN ticket t ON t.id = m.ticket"
     " WHERE m.author IS NOT NULL AND j.actor <> 'citizen:' || coalesce(m.forwarded_by, m.author)"
     " AND NOT (j.actor = 'citizen' AND t.anonymous = 1)"
     // An official's evidence is his as a user, whoever his chat belongs to later.
     " AND NOT (j.action = 'evidence' AND j.actor LIKE 'user:%') LIMIT ?1",
     "the message of entry {} has another writer than the journal says"},
    {"SELECT m.seq, m.seq FROM message m WHERE m.edited <> EXISTS (SELECT 1 FROM journal j WHERE j.ticket = m.ticket"
     " AND j.seq > m.seq AND j.action = 'edit' AND (j.facts = 'of=' || m.seq OR j.facts LIKE 'of=' || m.seq || ';%'))"
     " LIMIT ?1",
     "whether the message of entry {} was edited is not what the journal says"},
    {"SELECT m.seq, m.seq FROM message m LEFT JOIN message_key k ON k.channel = m.channel AND k.chat = m.chat"
     " AND k.message = m.message AND k.seq = m.seq WHERE k.seq IS NULL AND m.chat <> '' LIMIT ?1",
     "the message of entry {} cannot be found by its id: a repeat of it would be taken for new"},
    {"SELECT k.seq, k.seq FROM message_key k LEFT JOIN message m ON m.seq = k.seq AND m.ticket = k.ticket"
     " AND m.channel = k.channel AND m.chat = k.chat AND m.message = k.message"
     " WHERE k.seq IS NOT NULL AND m.seq IS NULL LIMIT ?1",
     "an id stands for the message of entry {}, which is another one"},
    {"SELECT 0, k.outbox FROM message_key k LEFT JOIN outbox o ON o.id = k.outbox"
     " WHERE k.outbox IS NOT NULL AND o.id IS NULL LIMIT ?1",
     "an id stands for delivery {}, which is not there: the row was deleted"},
    {"SELECT j.seq, j.seq FROM journal j WHERE j.text IS NULL AND j.text_digest IS NOT NULL AND NOT EXISTS"
     " (SELECT 1 FROM journal e WHERE e.ticket = j.ticket AND e.seq > j.seq AND e.action = 'erase') LIMIT ?1",
     "the words of entry {} were erased, and no entry says that they were to be"},
    {"SELECT a.seq, a.seq FROM attachment a LEFT JOIN message m ON m.seq = a.seq WHERE m.seq IS NULL LIMIT ?1",
     "a file belongs to the message of entry {}, which is not there"},
    {"SELECT d.seq, d.seq FROM draft d LEFT JOIN journal j ON j.seq = d.seq AND j.action = 'draft'"
     " WHERE j.seq IS NULL LIMIT ?1",
     "the draft of entry {} is not what that entry is about"},
    {"SELECT j.seq, j.seq FROM journal j LEFT JOIN draft d ON d.seq = j.seq"
     " WHERE j.action = 'draft' AND d.seq IS NULL LIMIT ?1",
     "entry {} tells of a draft that is not stored: the row was deleted"},
};

constexpr Check of_deliveries[]{
    {"SELECT 0, o.id FROM outbox o LEFT JOIN ticket t ON t.id = o.ticket"
     " WHERE o.ticket IS NOT NULL AND t.id IS NULL LIMIT ?1",
     "delivery {} is about a ticket that is not there"},
    {"SELECT 0, o.id FROM outbox o LEFT JOIN channel c ON c.id = o.channel WHERE c.id IS NULL LIMIT ?1",
     "delivery {} is for a channel that is not there"},
    {"SELECT 0, n.state FROM (SELECT channel, state, sum(counted) AS counted, sum(kept) AS kept FROM"
     " (SELECT channel, state, count(*) AS counted, 0 AS kept FROM outbox GROUP BY channel, state"
     " UNION ALL SELECT channel, state, 0, count FROM outbox_tally) GROUP BY channel, state) n"
     " WHERE n.counted <> n.kept LIMIT ?1",
     "the count of deliveries in state {} is wrong: rows were put in or taken out past the program"},
    {"SELECT 0, count FROM parked_tally WHERE count <> (SELECT count(*) FROM parked) LIMIT ?1",
     "the count of parked events, {}, is wrong"},
    // As core/outbox/order.hpp says it; the kinds 1 to 3 are news of a ticket.
    {"SELECT 0, o.id FROM outbox o WHERE (o.state = 0 OR o.state = 1 OR o.state = 9) AND o.head <> (NOT EXISTS"
     " (SELECT 1 FROM outbox e WHERE (e.state = 0 OR e.state = 1 OR e.state = 9) AND e.channel = o.channel"
     " AND e.chat = o.chat AND e.id < o.id AND (e.rank <= o.rank OR (e.ticket = o.ticket"
     " AND e.kind BETWEEN 1 AND 3 AND o.kind BETWEEN 1 AND 3)))) LIMIT ?1",
     "delivery {} is wrongly first, or not first, of its chat"},
};

constexpr Check of_the_rest[]{
    {"SELECT e.seq, e.seq FROM erasure e LEFT JOIN journal j ON j.seq = e.seq"
     " AND (j.action = 'erase' OR j.action = 'erase_again')"
     " AND instr(j.facts || ';', 'person=' || e.person || ';at=' || e.at || ';') > 0 WHERE j.seq IS NULL LIMIT ?1",
     "the erasure of entry {} is not what that entry is about"},
    {"SELECT j.seq, j.seq FROM journal j LEFT JOIN erasure e ON e.seq = j.seq"
     " WHERE (j.action = 'erase' OR j.action = 'erase_again') AND instr(j.facts, 'person=') > 0 AND e.seq IS NULL"
     " LIMIT ?1",
     "entry {} tells of an erasure that is not noted: the row was deleted, and the register may lack it"},
    {"SELECT 0, c.identity FROM contact_detail c WHERE 'citizen:' || c.identity NOT IN"
     " (SELECT actor FROM journal WHERE action = 'contact_details') LIMIT ?1",
     "person {} has contact details that they never gave"},
    {"SELECT coalesce(l.seq, 0), i.id FROM identity i LEFT JOIN (SELECT actor, max(seq) AS seq FROM journal"
     " WHERE ticket IS NULL AND action IN ('stop', 'resume', 'erase') GROUP BY actor) l"
     " ON l.actor = 'citizen:' || i.id LEFT JOIN journal j ON j.seq = l.seq"
     " WHERE i.stopped <> coalesce(j.action <> 'resume', 0) LIMIT ?1",
     "whether person {} stopped news is not what the journal says"},
    {"SELECT 0, f.value FROM fact f WHERE f.name = 'restored_at_seq' AND NOT EXISTS (SELECT 1 FROM journal j"
     " WHERE j.action = 'restore' AND j.facts LIKE 'at=' || f.value || ';%') LIMIT ?1",
     "the store says that it was restored at entry {}, the journal does not"},
    {"SELECT 0, f.value FROM fact f WHERE f.name IN ('searchable', 'attachments')"
     " AND CAST(f.value AS INTEGER) > (SELECT coalesce(max(seq), 0) FROM journal) LIMIT ?1",
     "the index or the list of files is at entry {}, which is not there: the journal's tail is missing"},
};

// One look at the journal each: alerts are few, entries are not.
constexpr Check of_warnings[]{
    {"SELECT 0, w.id FROM warning w WHERE 'warning=' || w.id || ';kind=' || w.kind || ';area=' || w.area NOT IN"
     " (SELECT facts FROM journal WHERE action = 'warning_draft') LIMIT ?1",
     "alert {} is of another kind or area than was drafted, or nobody drafted it"},
    {"SELECT 0, c.warning FROM warning_confirmed c WHERE 'user:' || c.user || ' warning=' || c.warning NOT IN"
     " (SELECT actor || ' ' || substr(facts, 1, instr(facts, ';') - 1) FROM journal WHERE action = 'warning_confirm')"
     " LIMIT ?1",
     "alert {} is confirmed by somebody of whom the journal does not say so"},
    {"SELECT j.seq, j.seq FROM journal j WHERE j.action = 'warning_confirm'"
     " AND j.actor || ' ' || substr(j.facts, 1, instr(j.facts, ';') - 1) NOT IN"
     " (SELECT 'user:' || c.user || ' warning=' || c.warning FROM warning_confirmed c) LIMIT ?1",
     "entry {} tells of an alert's confirmation that is not stored: the row was deleted"},
    {"SELECT 0, w.id FROM warning w WHERE w.state IN (1, 2)"
     " AND (SELECT count(*) FROM warning_confirmed c WHERE c.warning = w.id) < w.needed LIMIT ?1",
     "alert {} went out with fewer confirmations than it needs"},
};

constexpr Check of_reports[]{
    {"SELECT j.seq, j.seq FROM journal j WHERE j.action = 'report' AND NOT EXISTS (SELECT 1 FROM issued_report i"
     " WHERE j.facts LIKE '%;version=' || i.version || ';sha256=' || i.sha256) LIMIT ?1",
     "entry {} tells of a report that is not stored: the row was deleted or changed"},
    {"SELECT 0, n.count FROM (SELECT count(*) AS count FROM report_remark) n"
     " WHERE n.count <> (SELECT count(*) FROM journal WHERE action = 'report_remark') LIMIT ?1",
     "the remarks on reports are {}, which is not as many as the journal tells of"},
};

// Both grow together, so that the n-th remark is the n-th entry's. Entries of older programs bear no hash.
void compare_remarks(Connection& db, VerifyReport& report)
{
    Query remarks(db, "SELECT text FROM report_remark ORDER BY id");
    Query entries(db, "SELECT seq, facts FROM journal WHERE action = 'report_remark' ORDER BY seq");
    while (remarks.next() && entries.next()) {
        std::int64_t seq = 0;
        std::string facts;
        std::string text;
        remarks.into(text);
        entries.into(seq, facts);
        if (facts.find(";sha256=") != std::string::npos && !facts.ends_with(";sha256=" + hash::sha256_hex(text)))
            report.faults.push_back({seq, fmt::format("the remark of entry {} was changed after it was made", seq)});
    }
}

// What was issued is what stands there.
void compare_reports(Connection& db, VerifyReport& report)
{
    Query query(db,
                "SELECT i.version, i.sha256, i.document, coalesce((SELECT max(j.seq) FROM journal j"
                " WHERE j.action = 'report' AND j.facts LIKE '%;version=' || i.version || ';sha256=' || i.sha256), 0)"
                " FROM issued_report i ORDER BY i.at, i.span, i.first_day, i.version");
    while (query.next()) {
        std::int64_t version = 0;
        std::int64_t seq = 0;
        std::string digest;
        std::string document;
        query.into(version, digest, document, seq);
        if (seq == 0)
            report.faults.push_back({0, fmt::format("a report, version {}, was never issued", version)});
        else if (hash::sha256_hex(document) != digest)
            report.faults.push_back({seq, fmt::format("the report of entry {} was changed after it was issued", seq)});
    }
}

template <class Checks>
void run(Connection& db, const Checks& checks, VerifyReport& report)
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

} // namespace

void compare_tables(Connection& db, VerifyReport& report)
{
    run(db, of_tickets, report);
    run(db, of_scores, report);
    run(db, of_messages, report);
    run(db, of_deliveries, report);
    run(db, of_the_rest, report);
    run(db, of_warnings, report);
    run(db, of_reports, report);
    compare_reports(db, report);
    compare_remarks(db, report);
}

} // namespace langnghe::sql
