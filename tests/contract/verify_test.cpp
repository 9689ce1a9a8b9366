#include "adapters/sql/store.hpp"
#include "adapters/sql/verify.hpp"
#include "tests/contract/engine.hpp"
#include "tests/contract/raw.hpp"

using namespace langnghe;
using namespace langnghe::test;

namespace {

// Three tickets with messages, steps and deliveries, as the use cases leave them.
void fill(const std::filesystem::path& path)
{
    sql::StoreOptions options;
    options.path = path;
    const auto store = sql::Store::open(options).value();
    store
        ->write_now([](Tx& tx) {
            for (int i = 1; i <= 3; ++i) {
                Ticket ticket = tx.tickets().open(some_ticket());
                auto received = some_entry("open", ticket.id);
                received.to = Status::received;
                tx.journal().append(received); // 1, 4, 7
                add_message(tx, ticket.id, "m" + std::to_string(i), "Cầu hỏng");
                auto verified = some_entry("verify", ticket.id);
                verified.from = Status::received;
                verified.to = ticket.status = Status::verified;
                tx.journal().append(verified);
                tx.tickets().save(ticket);
                tx.outbox().add(some_item("c1"));
            }
            tx.inbox().park({.channel = "zalo", .key = "k", .reason = "r", .raw = "{}", .at = noon});
        })
        .value();
}

std::string refusal(Raw& raw, const std::string& sql)
{
    try {
        raw.run(sql);
    } catch (const std::exception& error) {
        return error.what();
    }
    return {};
}

// What somebody with the file in hand could do.
void without_triggers(Raw& raw)
{
    raw.run("DROP TRIGGER journal_keep; DROP TRIGGER journal_fixed; DROP TRIGGER journal_erase;");
}

struct Tampering
{
    std::string sql;
    std::int64_t seq;
    std::size_t faults = 1;
};

} // namespace

TEST_CASE("a store that nobody touched has no fault and an anchor")
{
    TempDir folder;
    const auto path = folder / "s.db";
    fill(path);
    const auto report = sql::verify(path).value();
    CHECK(report.faults.empty());
    CHECK(report.entries == 9);
    CHECK(report.anchor.starts_with("9:"));
    CHECK(sql::quick_check(path).value().empty());
}

TEST_CASE("the journal refuses every change but erasing words, and erasing keeps the chain whole")
{
    TempDir folder;
    const auto path = folder / "s.db";
    fill(path);
    Raw raw(path);
    const std::string fixed = "the journal is append-only";
    CHECK(refusal(raw, "DELETE FROM journal WHERE seq = 9").find(fixed) != std::string::npos);
    for (const char* change : {"seq = 20", "at = 1", "ticket = 2", "actor = 'x'", "action = 'x'", "from_status = 2",
                               "to_status = 2", "facts = 'x'", "text_digest = x'00'", "hash = x'00'"}) {
        INFO(change);
        CHECK(refusal(raw, std::string("UPDATE journal SET ") + change + " WHERE seq = 2").find(fixed) !=
              std::string::npos);
    }
    CHECK_FALSE(refusal(raw, "UPDATE journal SET text = 'other words' WHERE seq = 2").empty());
    CHECK_FALSE(refusal(raw, "UPDATE journal SET text = NULL WHERE seq = 2").empty()); // the salt stands or falls too
    CHECK_FALSE(refusal(raw, "UPDATE journal SET salt = x'00' WHERE seq = 2").empty());
    CHECK(refusal(raw, "UPDATE journal SET text = NULL, salt = NULL WHERE seq = 2").empty());
    CHECK(raw.one("SELECT count(*) FROM journal WHERE text IS NULL AND text_digest IS NOT NULL") == "1");
    // The chain is whole; that nobody asked for it is found all the same.
    const auto report = sql::verify(path).value();
    CHECK(report.entries == 9);
    REQUIRE(report.faults.size() == 1);
    CHECK(report.faults.front().what.starts_with("the words of entry 2 were erased, and no entry"));
}

TEST_CASE("a change of the journal is found, and where")
{
    TempDir folder;
    const auto path = folder / "s.db";
    fill(path);
    const auto change = GENERATE(Tampering{"UPDATE journal SET actor = 'user:1' WHERE seq = 4", 4},
                                 Tampering{"UPDATE journal SET text = 'other' WHERE seq = 5", 5},
                                 Tampering{"UPDATE journal SET to_status = 8 WHERE seq = 6", 6},
                                 Tampering{"DELETE FROM journal WHERE seq = 7", 8},
                                 Tampering{"UPDATE journal SET at = at - 1 WHERE seq = 3", 3});
    INFO(change.sql);
    {
        Raw raw(path);
        without_triggers(raw);
        raw.run(change.sql);
    }
    const auto report = sql::verify(path).value();
    REQUIRE_FALSE(report.faults.empty());
    CHECK(report.faults.front().seq == change.seq);
    CHECK(report.anchor.empty());
}

TEST_CASE("a table that says something else than the journal is found")
{
    TempDir folder;
    const auto path = folder / "s.db";
    fill(path);
    const auto change = GENERATE(
        Tampering{"UPDATE ticket SET status = 8 WHERE id = 2", 6, 3},   // and two counts are wrong
        Tampering{"UPDATE message SET ticket = 3 WHERE seq = 5", 5, 2}, // its id names another one
        Tampering{"DELETE FROM message WHERE seq = 5", 5, 2},
        Tampering{"DELETE FROM message_key WHERE message = 'm2'", 5},
        Tampering{"UPDATE ticket_tally SET count = 9 WHERE status = 1", 0},
        Tampering{"UPDATE outbox_tally SET count = count - 1", 0}, Tampering{"UPDATE parked_tally SET count = 5", 0},
        Tampering{"UPDATE code_number SET last = 2", 0}, Tampering{"UPDATE outbox SET head = 1 WHERE id = 2", 0});
    INFO(change.sql);
    Raw(path).run(change.sql);
    const auto report = sql::verify(path).value();
    REQUIRE(report.faults.size() == change.faults);
    CHECK(report.faults.front().seq == change.seq);
}

TEST_CASE("an official, a link or a binding that no entry tells of is found, also where the journal has none of any")
{
    TempDir folder;
    const auto path = folder / "s.db";
    fill(path);
    const std::string user = "INSERT INTO account(name, roles, department, disabled) VALUES('x', 2, '', 0);";
    const auto change = GENERATE_COPY(
        Tampering{user, 0},
        Tampering{user + "INSERT INTO identity(channel, external_id, name, account, greeted, stopped,"
                         " unreachable) VALUES(1, 'z', '', 1, 0, 0, 0)",
                  0, 2},
        Tampering{"INSERT INTO chat_group(channel, chat, title, organization, area, bound, told_unbound, unreachable)"
                  " VALUES(1, 'g', '', 'mttq', '', 1, 0, 0)",
                  0});
    INFO(change.sql);
    Raw(path).run(change.sql);
    const auto report = sql::verify(path).value();
    REQUIRE(report.faults.size() == change.faults);
    for (const sql::Fault& fault : report.faults)
        CHECK(fault.seq == 0);
}

TEST_CASE("a damaged page is found by the quick check")
{
    TempDir folder;
    const auto path = folder / "s.db";
    fill(path);
    {
        std::FILE* file = std::fopen(path.c_str(), "r+b");
        REQUIRE(file != nullptr);
        std::fseek(file, 4'096 * 3, SEEK_SET);
        const std::string garbage(4'096, 'x');
        std::fwrite(garbage.data(), 1, garbage.size(), file);
        std::fclose(file);
    }
    const auto faults = sql::quick_check(path);
    CHECK((faults.has_error() || !faults.value().empty()));
    CHECK(sql::quick_check(folder / "missing.db").has_error());
}
