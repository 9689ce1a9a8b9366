#include "adapters/sql/migrate.hpp"
#include "adapters/sql/store.hpp"
#include "adapters/sql/verify.hpp"
#include "tests/contract/engine.hpp"
#include "tests/contract/raw.hpp"
#include "tests/support/source_dir.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>

using namespace langnghe;
using namespace langnghe::test;

namespace {

const std::filesystem::path here = langnghe::test::source_dir() / "tests/contract/fixtures";

std::string content(const std::filesystem::path& path)
{
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::vector<sql::Migration> with_next()
{
    std::vector<sql::Migration> steps(sql::migrations().begin(), sql::migrations().end());
    steps.push_back({steps.back().number + 1, "next",
                     "CREATE TABLE added(id INTEGER PRIMARY KEY) STRICT;"
                     "INSERT INTO added(id) SELECT id FROM ticket;"});
    return steps;
}

int newest() { return sql::migrations().back().number; }

} // namespace

TEST_CASE("an empty folder gets the whole schema, which is the golden one")
{
    TempDir folder;
    const auto path = folder / "s.db";
    CHECK(sql::pending(path).value().size() == sql::migrations().size());
    CHECK_FALSE(std::filesystem::exists(path));
    sql::migrate(path).value();
    CHECK(sql::pending(path).value().empty());
    Raw raw(path);
    CHECK(raw.one("PRAGMA user_version") == std::to_string(newest()));
    CHECK(raw.one("PRAGMA application_id") == std::to_string(sql::application_id));
    CHECK(raw.one("PRAGMA journal_mode") == "wal");
    std::string schema;
    for (const auto& sql : raw.column("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name"))
        schema += sql + ";\n\n";
    // LANGNGHE_GOLDEN=write after a new migration; the difference is what reviewers read.
    if (std::getenv("LANGNGHE_GOLDEN") != nullptr)
        std::ofstream(here / "schema.sql") << schema;
    CHECK(schema == content(here / "schema.sql"));
}

TEST_CASE("migrations are numbered from 1 without gaps")
{
    int expected = 1;
    for (const auto& step : sql::migrations())
        CHECK(step.number == expected++);
}

TEST_CASE("a file of the first release is brought up to date with everything in it")
{
    TempDir folder;
    const auto path = folder / "s.db";
    Raw(path).run(content(here / "v1.sql"));
    sql::StoreOptions options;
    options.path = path;
    {
        const auto store = sql::Store::open(options).value();
        store
            ->read_now([](Tx& tx) {
                const auto ticket = tx.tickets().by_code({2026, 1});
                REQUIRE(ticket);
                CHECK(ticket->status == Status::verified);
                const auto messages = tx.messages().of_ticket(ticket->id);
                REQUIRE(messages.size() == 2);
                CHECK(messages.front().text == "Cầu thôn 2 hỏng");
                CHECK(tx.outbox().due("zalo", noon + std::chrono::hours{1}, 10, {}).size() == 1);
                CHECK(tx.people().find_user("lan"));
            })
            .value();
        CHECK_FALSE(store->write_now([](Tx& tx) { return tx.inbox().remember("zalo", "k1", noon); }).value());
    }
    const auto report = sql::verify(path).value();
    REQUIRE(report.faults.size() == 2); // its official was put in by hand, with no entry
    for (const sql::Fault& fault : report.faults)
        CHECK(fault.what.find("user 1") != std::string::npos);
    CHECK(report.entries == 4);
}

TEST_CASE("an older file with content is copied before it is migrated")
{
    TempDir folder;
    const auto path = folder / "s.db";
    sql::migrate(path).value();
    {
        sql::StoreOptions options;
        options.path = path;
        const auto store = sql::Store::open(options).value();
        store->write_now([](Tx& tx) { tx.tickets().open(some_ticket()); }).value();
    }
    const auto steps = with_next();
    std::string why;
    sql::migrate(path, steps, &why).value();
    CHECK(Raw(path).one("SELECT count(*) FROM added") == "1");
    const std::filesystem::path copy = path.string() + ".before-v" + std::to_string(newest() + 1);
    REQUIRE(std::filesystem::exists(copy));
    CHECK(Raw(copy).one("PRAGMA user_version") == std::to_string(newest()));
    CHECK(Raw(copy).one("SELECT count(*) FROM ticket") == "1");
    CHECK(Raw(copy).one("PRAGMA integrity_check") == "ok");

    // And the program of before refuses what it does not know, naming the file and both numbers.
    sql::StoreOptions options;
    options.path = path;
    const auto opened = sql::Store::open(options, &why);
    REQUIRE(opened.has_error());
    CHECK(opened.error() == Errc::storage_newer);
    CHECK(sql::pending(path).error() == Errc::storage_newer);
    CHECK(why.find(path.string()) != std::string::npos);
    CHECK(why.find("schema " + std::to_string(newest() + 1)) != std::string::npos);
    CHECK(why.find("up to " + std::to_string(newest())) != std::string::npos);
}

TEST_CASE("a copy goes when it is old and the store has proven itself")
{
    TempDir folder;
    const auto path = folder / "s.db";
    sql::migrate(path).value();
    const auto copy_of = [&path](int step) -> std::filesystem::path {
        return path.string() + ".before-v" + std::to_string(step);
    };
    const auto then = std::chrono::floor<Duration>(std::chrono::system_clock::now());
    for (const int step : {5, 7}) {
        std::ofstream(copy_of(step)) << "a copy";
        const auto made = then - std::chrono::days{step == 5 ? 40 : 20};
        std::filesystem::last_write_time(copy_of(step), std::chrono::file_clock::from_sys(made));
    }
    std::error_code error;
    CHECK(sql::copies_of(path, error).size() == 2);
    CHECK(sql::remove_old_copies(path, then - sql::copies_kept) == 1);
    CHECK_FALSE(std::filesystem::exists(copy_of(5)));
    CHECK(std::filesystem::exists(copy_of(7)));

    // Of a damaged store it is kept, however old.
    std::ofstream(path) << std::string(4096, 'x');
    CHECK(sql::remove_old_copies(path, then) == 0);
    CHECK(std::filesystem::exists(copy_of(7)));
}

TEST_CASE("no copy, no migration; a step that fails leaves the file as it was")
{
    TempDir folder;
    const auto path = folder / "s.db";
    sql::migrate(path).value();
    std::string why;
    auto steps = with_next();
    const std::filesystem::path copy = path.string() + ".before-v" + std::to_string(newest() + 1);
    std::filesystem::create_directories(copy / "in the way");
    CHECK(sql::migrate(path, steps, &why).error() == Errc::storage_refused);
    CHECK(Raw(path).one("PRAGMA user_version") == std::to_string(newest()));
    std::filesystem::remove_all(copy);

    steps.back().sql = "CREATE TABLE added(id INTEGER PRIMARY KEY); SELECT nonsense;";
    CHECK(sql::migrate(path, steps, &why).has_error());
    CHECK(Raw(path).one("PRAGMA user_version") == std::to_string(newest()));
    CHECK(Raw(path).one("SELECT count(*) FROM sqlite_schema WHERE name = 'added'") == "0");
}

TEST_CASE("a file of somebody else, or no database at all, is left alone")
{
    TempDir folder;
    const auto path = folder / "s.db";
    Raw(path).run("CREATE TABLE theirs(x)");
    std::string why;
    sql::StoreOptions options;
    options.path = path;
    CHECK(sql::Store::open(options, &why).error() == Errc::storage_refused);
    CHECK(Raw(path).one("SELECT count(*) FROM sqlite_schema") == "1");
    CHECK(Raw(path).one("PRAGMA journal_mode") == "delete");
    const auto text = folder / "text.db";
    std::ofstream(text) << std::string(5'000, 'x');
    options.path = text;
    CHECK(sql::Store::open(options, &why).error() == Errc::storage_failed);
    CHECK(why.find(text.string()) != std::string::npos);
    options.path = folder / "missing/s.db";
    CHECK(sql::Store::open(options, &why).error() == Errc::storage_failed);
}
