#include "adapters/sql/store.hpp"
#include "adapters/sql/verify.hpp"
#include "tests/contract/engine.hpp"
#include "tests/contract/raw.hpp"

#include <atomic>
#include <thread>

using namespace langnghe;
using namespace langnghe::test;

TEST_CASE("a copy taken while writes go on is whole and holds all that was acknowledged before")
{
    TempDir folder;
    sql::StoreOptions options;
    options.path = folder / "s.db";
    const auto store = sql::Store::open(options).value();
    const auto take = [&] {
        return store
            ->write_now([](Tx& tx) {
                const auto ticket = tx.tickets().open(some_ticket()).id;
                auto opened = some_entry("open", ticket);
                opened.to = Status::received;
                tx.journal().append(opened);
                return add_message(tx, ticket, "m" + std::to_string(number(ticket)), std::string(2'000, 'x')).seq;
            })
            .value();
    };
    for (int i = 0; i < 300; ++i)
        take();
    std::atomic<bool> stop{false};
    std::atomic<std::int64_t> acknowledged{0};
    std::thread writer([&] {
        while (!stop)
            acknowledged = take();
    });
    const auto target = folder / "copy.db";
    const std::int64_t before = acknowledged;
    const auto copied = store->backup_to(target);
    stop = true;
    writer.join();
    REQUIRE(copied.has_value());
    CHECK(store->backup_to(target).error() == Errc::storage_refused);
    store->close();

    CHECK(std::stoll(Raw(target).one("SELECT max(seq) FROM journal")) >= before);
    CHECK(Raw(target).one("PRAGMA journal_mode") == "delete");
    CHECK(Raw(target).one("PRAGMA integrity_check") == "ok");
    CHECK(Raw(target).column("PRAGMA foreign_key_check").empty());
    CHECK(sql::verify(target).value().faults.empty());
    CHECK_FALSE(std::filesystem::exists(target.string() + "-wal"));
    using std::filesystem::perms;
    CHECK((std::filesystem::status(target).permissions() & (perms::group_all | perms::others_all)) == perms::none);

    options.path = target; // and it opens as a store
    const auto restored = sql::Store::open(options).value();
    CHECK(restored->write_now([](Tx& tx) { return tx.tickets().open(some_ticket()).code.number; }).value() > 300);
}

TEST_CASE("a copy that cannot be made leaves nothing behind")
{
    TempDir folder;
    sql::StoreOptions options;
    options.path = folder / "s.db";
    const auto store = sql::Store::open(options).value();
    CHECK(store->backup_to(folder / "missing/copy.db").has_error());
    CHECK_FALSE(std::filesystem::exists(folder / "missing"));
    CHECK(store->writable());
}
