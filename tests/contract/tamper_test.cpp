#include "adapters/sql/proven.hpp"
#include "adapters/sql/store.hpp"
#include "adapters/sql/verify.hpp"
#include "tests/contract/engine.hpp"
#include "tests/contract/full_store.hpp"
#include "tests/contract/raw.hpp"

#include <SQLiteCpp/Transaction.h>
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>

// What somebody with the store's file in hand could do, and what verify says of it.

using namespace langnghe;
using namespace langnghe::test;

namespace {

void unlock(Raw& raw) { raw.run("DROP TRIGGER journal_keep; DROP TRIGGER journal_fixed; DROP TRIGGER journal_erase;"); }

std::string faults_of(const std::filesystem::path& path)
{
    std::string text;
    for (const sql::Fault& fault : sql::verify(path).value().faults)
        text += fmt::format("{}: {}\n", fault.seq, fault.what);
    return text;
}

// The chain made anew over what stands there now, as somebody would who knows how it is made.
void rechain(const std::filesystem::path& path)
{
    std::vector<journal::Entry> entries;
    {
        sql::StoreOptions options;
        options.path = path;
        const auto store = sql::Store::open(options).value();
        entries = store->read_now([](Tx& tx) { return tx.journal().after(0, 100'000); }).value();
    }
    Raw raw(path);
    hash::Digest before{};
    for (journal::Entry& entry : entries) {
        if (entry.text)
            entry.text_digest = journal::digest_text(*entry.salt, *entry.text);
        entry.hash = journal::chain(before, entry);
        before = entry.hash;
        const auto hex = [](const hash::Digest& digest) { return hash::to_hex(hash::bytes_of(digest)); };
        raw.run(fmt::format("UPDATE journal SET hash = x'{}'{} WHERE seq = {}", hex(entry.hash),
                            entry.text ? fmt::format(", text_digest = x'{}'", hex(entry.text_digest)) : "", entry.seq));
    }
}

// What an anchor that was kept outside says of the store; as `verify --anchor` does.
bool holds(const std::filesystem::path& path, const std::string& anchor)
{
    sql::StoreOptions options;
    options.path = path;
    const auto store = sql::Store::open(options).value();
    const auto seq = std::stoll(anchor);
    const auto entries = store->read_now([seq](Tx& tx) { return tx.journal().after(seq - 1, 1); }).value();
    return !entries.empty() && journal::anchor(seq, entries.front().hash) == anchor;
}

struct Attempt
{
    const char* sql;
    const char* found; // part of the fault
};

} // namespace

TEST_CASE("a store that nobody touched is sound, with everything in it")
{
    TempDir folder;
    const auto path = folder / "s.db";
    fill_store(path);
    CHECK(faults_of(path) == "");
    Raw raw(path);
    for (const auto& proof : sql::table_proofs()) {
        const bool empty = proof.table == "attachment" || proof.table == "score" || proof.table == "issued_report" ||
                           proof.table == "report_remark" || proof.table.starts_with("warning");
        if (proof.proven && !empty) {
            CAPTURE(proof.table);
            CHECK(raw.one("SELECT count(*) > 0 FROM " + std::string{proof.table}) == "1");
        }
    }
}

TEST_CASE("every table is proven, or it is said why not")
{
    TempDir folder;
    const auto path = folder / "s.db";
    fill_store(path);
    Raw raw(path);
    std::set<std::string> listed;
    for (const auto& proof : sql::table_proofs()) {
        CHECK(proof.how.size() > 10);
        CHECK(listed.insert(std::string{proof.table}).second);
    }
    std::set<std::string> there;
    for (const std::string& table : raw.column("SELECT name FROM sqlite_schema WHERE type = 'table'"))
        if (!table.starts_with("sqlite_") && !table.starts_with("search_")) // the index's own parts
            there.insert(table);
    for (const std::string& table : there) {
        CAPTURE(table);
        CHECK(listed.contains(table));
    }
    CHECK(there == listed);
}

TEST_CASE("an entry that is edited, deleted, put in or swapped breaks the chain there")
{
    const auto attempt = GENERATE(
        Attempt{"UPDATE journal SET facts = 'x=1' WHERE seq = 10", "10: entry 10 was changed"},
        Attempt{"UPDATE journal SET actor = 'user:9' WHERE seq = 10", "10: entry 10 was changed"},
        Attempt{"UPDATE journal SET text = 'khác' WHERE seq = 7", "7: the words of entry 7 were changed"},
        Attempt{"DELETE FROM journal WHERE seq = 10", "11: entry 10 is missing"},
        Attempt{"INSERT INTO journal SELECT 100, at, ticket, actor, action, from_status, to_status, facts, text, salt,"
                " text_digest, hash FROM journal WHERE seq = 10",
                "entry 20 is missing"},
        Attempt{"UPDATE journal SET seq = -1 WHERE seq = 10; UPDATE journal SET seq = 10 WHERE seq = 11;"
                "UPDATE journal SET seq = 11 WHERE seq = -1",
                "10: entry 10 was changed"},
        Attempt{"UPDATE journal SET at = at - 1 WHERE seq = 10", "10: entry 10 is older"});
    TempDir folder;
    const auto path = folder / "s.db";
    fill_store(path);
    CAPTURE(attempt.sql);
    {
        Raw raw(path);
        REQUIRE(raw.one("SELECT max(seq) FROM journal") == "19");
        unlock(raw);
        raw.run(attempt.sql);
    }
    const std::string faults = faults_of(path);
    CAPTURE(faults);
    CHECK(faults.find(attempt.found) != std::string::npos);
}

TEST_CASE("a row that says something else than the journal is found, in every proven table")
{
    const auto attempt = GENERATE(
        Attempt{"UPDATE ticket SET status = 7 WHERE id = 2", "ticket 2 has another status"},
        Attempt{"UPDATE ticket SET returns_to = 3 WHERE id = 2", "ticket 2 comes back"},
        Attempt{"UPDATE ticket SET version = 9 WHERE id = 2", "ticket 2 has version 9"},
        Attempt{"UPDATE ticket SET department = 'cong-an' WHERE id = 2", "ticket 2 has another department"},
        Attempt{"UPDATE ticket SET nature = 9 WHERE id = 2", "ticket 2 has another nature"},
        Attempt{"UPDATE ticket SET urgency = 0 WHERE id = 2", "ticket 2 has another urgency"},
        Attempt{"UPDATE ticket SET due_at = due_at + 1 WHERE id = 2", "ticket 2 has another due_at"},
        Attempt{"UPDATE ticket SET area = 'khu-4' WHERE id = 2", "ticket 2 has another area"},
        Attempt{"UPDATE ticket SET field = 'giao-thong' WHERE id = 2", "ticket 2 has field of which"},
        Attempt{"UPDATE ticket SET assignee = 7 WHERE id = 2", "ticket 2 has another assignee"},
        Attempt{"UPDATE ticket SET closed_at = 5 WHERE id = 2", "ticket 2 has closed_at of which"},
        Attempt{"UPDATE ticket SET voices = 5 WHERE id = 2", "ticket 2 has voices of which"},
        Attempt{"UPDATE ticket SET merged_into = 1 WHERE id = 2", "ticket 2 has merged_into of which"},
        Attempt{"UPDATE ticket SET in_group = 1 WHERE id = 2", "ticket 2 has in_group of which"},
        Attempt{"UPDATE ticket SET result_kind = 0, result_text = 'x', result_at = 0 WHERE id = 2",
                "ticket 2 has result of which"},
        Attempt{"UPDATE ticket SET public_text = 'x' WHERE id = 2", "ticket 2 shows words that nobody published"},
        Attempt{"UPDATE course SET recheck = 1", "the course of ticket 2 has another recheck"},
        Attempt{"UPDATE course SET kept_from = 'user:1'", "ticket 2 is kept from others"},
        Attempt{"UPDATE course SET reopened = 1", "the course of ticket 2 has another reopened"},
        Attempt{"UPDATE course SET extended_days = 1", "the course of ticket 2 has another extended_days"},
        Attempt{"UPDATE ticket SET number = 77 WHERE id = 2", "ticket 2 has another number"},
        Attempt{"UPDATE ticket SET anonymous = 1 WHERE id = 2", "ticket 2 has anonymous of which"},
        Attempt{"UPDATE ticket SET suspected = 1 WHERE id = 2", "ticket 2 has suspected of which"},
        Attempt{"UPDATE ticket SET follows = 1 WHERE id = 2", "ticket 2 has follows of which"},
        Attempt{"DELETE FROM ticket WHERE id = 2", "ticket 2 is in the journal"},
        Attempt{"DELETE FROM ticket WHERE id = 3", "the last code number of 2026"},
        Attempt{
            "INSERT INTO ticket SELECT 9, year, 9, version, status, returns_to, nature, urgency, field, area, place,"
            " department, assignee, channel, chat, reporter, anonymous, in_group, suspected, created_at,"
            " last_citizen_at, due_at, closed_at, voices, merged_into, follows, result_kind, result_text, result_at,"
            " public_text, token_version FROM ticket WHERE id = 2",
            "ticket 9 has no entry"},
        Attempt{"UPDATE ticket_tally SET count = 9 WHERE status = 1", "count of tickets"},
        Attempt{"UPDATE message SET author = 2 WHERE message = 'm2'", "another writer"},
        Attempt{"UPDATE message SET edited = 1 WHERE message = 'm2'", "was edited"},
        Attempt{"UPDATE journal SET text = NULL, salt = NULL WHERE seq = 7",
                "words of entry 7 were erased, and no entry"},
        Attempt{"UPDATE message SET ticket = 3 WHERE message = 'm2'", "moved past the program"},
        Attempt{"DELETE FROM message WHERE message = 'm2'", "a message that is not stored"},
        Attempt{"DELETE FROM message WHERE message = 'n2'", "a message that is not stored"},
        Attempt{"UPDATE message SET seq = 100 WHERE message = 'n3'", "has no entry"},
        Attempt{"DELETE FROM message_key WHERE message = 'm2'", "cannot be found by its id"},
        Attempt{"UPDATE message_key SET seq = 10 WHERE message = 'm1'", "another one"},
        Attempt{"INSERT INTO message_key(channel, chat, message, ticket, outbox) VALUES(1, 'c1', 'x', 1, 77)",
                "an id stands for delivery 77"},
        Attempt{"UPDATE code_number SET last = 9", "the last code number"},
        Attempt{"UPDATE course SET ticket = 77", "the course of ticket 77"},
        Attempt{"UPDATE outbox SET ticket = 77 WHERE id = 2", "delivery 2 is about a ticket"},
        Attempt{"UPDATE outbox SET channel = 77 WHERE id = 2", "delivery 2 is for a channel"},
        Attempt{"DELETE FROM outbox WHERE id = 3", "the count of deliveries"},
        Attempt{"UPDATE outbox SET head = 1 WHERE id = 2", "delivery 2 is wrongly first"},
        Attempt{"UPDATE outbox_tally SET count = count - 1", "the count of deliveries"},
        Attempt{"UPDATE parked_tally SET count = 5", "the count of parked events"},
        Attempt{"UPDATE identity SET account = 1 WHERE id = 1", "person 1 is linked to user 1"},
        Attempt{"UPDATE identity SET stopped = 1 WHERE id = 1", "whether person 1 stopped"},
        Attempt{"UPDATE account SET roles = 127 WHERE id = 1", "user 1 has other roles"},
        Attempt{"UPDATE account SET disabled = 1 WHERE id = 1", "user 1 has other roles"},
        Attempt{"INSERT INTO account(id, name, roles, department, disabled) VALUES(2, 'x', 127, '', 0)",
                "user 2 was never added"},
        Attempt{"DELETE FROM account WHERE id = 1", "user 1 is not there"},
        Attempt{"UPDATE chat_group SET area = 'khu-3'", "group 1 is bound"},
        Attempt{"UPDATE contact_detail SET identity = 2", "person 2 has contact details"},
        Attempt{"INSERT INTO attachment(seq, place, state, attempts, since, next_at, last_error, sha256, mime, bytes)"
                " VALUES(2, 0, 1, 0, 0, 0, '', '', '', 0)",
                "a file belongs"},
        Attempt{"INSERT INTO score(ticket, closure, channel, chat, asked_at, score, comment) VALUES(2, 1, 1, 'c1', 0, "
                "5, 0)",
                "ticket 2 has a score that nobody gave"},
        Attempt{"INSERT INTO score(ticket, closure, channel, chat, asked_at, score, comment) VALUES(77, 1, 1, 'c1', 0, "
                "5, 0)",
                "a score is of ticket 77"},
        Attempt{"INSERT INTO issued_report(span, first_day, version, at, issued_by, corrects, sha256, document)"
                " VALUES(0, 0, 1, 0, 'x', '', 'abc', '{}')",
                "a report, version 1, was never issued"},
        Attempt{"INSERT INTO report_remark(span, first_day, author, at, text) VALUES(0, 0, 1, 0, 'x')",
                "the remarks on reports are 1"},
        Attempt{"INSERT INTO warning(state, kind, area, text, needed, drafted_at, groups)"
                " VALUES(0, 'bao', '', 'x', 2, 0, 0)",
                "alert 1 is of another kind"},
        Attempt{"INSERT INTO warning(state, kind, area, text, needed, drafted_at, groups)"
                " VALUES(2, 'bao', '', 'x', 2, 0, 0)",
                "alert 1 went out with fewer confirmations"},
        Attempt{"INSERT INTO warning(state, kind, area, text, needed, drafted_at, groups)"
                " VALUES(0, 'bao', '', 'x', 2, 0, 0); INSERT INTO warning_confirmed(warning, user, at) VALUES(1, 1, 0)",
                "alert 1 is confirmed by somebody"},
        Attempt{"DELETE FROM draft", "a draft that is not stored"},
        Attempt{"UPDATE draft SET seq = 2", "the draft of entry 2"},
        Attempt{"DELETE FROM erasure", "an erasure that is not noted"},
        Attempt{"UPDATE erasure SET at = at / 10", "is not what that entry is about"},
        Attempt{"UPDATE fact SET value = '5' WHERE name = 'restored_at_seq'", "was restored at entry 5"},
        Attempt{"UPDATE fact SET value = '500' WHERE name = 'searchable'", "tail is missing"});
    TempDir folder;
    const auto path = folder / "s.db";
    fill_store(path);
    CAPTURE(attempt.sql);
    Raw(path).run(attempt.sql);
    const std::string faults = faults_of(path);
    CAPTURE(faults);
    CHECK(faults.find(attempt.found) != std::string::npos);
}

TEST_CASE("a tail that is cut off cleanly is found by an anchor alone")
{
    TempDir folder;
    const auto path = folder / "s.db";
    fill_store(path);
    const std::string anchor = sql::verify(path).value().anchor;
    CHECK(holds(path, anchor)); // the canary
    {
        Raw raw(path);
        unlock(raw);
        raw.run("DELETE FROM journal WHERE seq = 19; DELETE FROM fact WHERE name = 'restored_at_seq';"
                "UPDATE fact SET value = '18' WHERE name = 'searchable'");
    }
    CHECK(faults_of(path) == "");
    CHECK_FALSE(holds(path, anchor));
}

TEST_CASE("a journal that is rewritten as a whole, tables and all, is found by an anchor alone")
{
    TempDir folder;
    const auto path = folder / "s.db";
    fill_store(path);
    const std::string anchor = sql::verify(path).value().anchor;
    {
        Raw raw(path);
        unlock(raw);
        raw.run("UPDATE journal SET facts = replace(facts, 'nature=petition', 'nature=junk') WHERE ticket = 2;"
                "UPDATE journal SET text = 'Lời khác' WHERE seq = 7; UPDATE ticket SET nature = 9 WHERE id = 2");
    }
    CHECK(faults_of(path) != "");
    rechain(path);
    CHECK(faults_of(path) == "");
    CHECK_FALSE(holds(path, anchor));
    // An anchor from before the first change still holds: it says how far back the journal is true.
    const auto entry = [&path](std::int64_t seq) {
        sql::StoreOptions options;
        options.path = path;
        const auto store = sql::Store::open(options).value();
        const auto entries = store->read_now([seq](Tx& tx) { return tx.journal().after(seq - 1, 1); }).value();
        return journal::anchor(seq, entries.front().hash);
    };
    TempDir other;
    fill_store(other / "s.db");
    const auto path_before = other / "s.db";
    CHECK(holds(path_before, entry(6)));
    CHECK_FALSE(holds(path_before, entry(7)));
}
