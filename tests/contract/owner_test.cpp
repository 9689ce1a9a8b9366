#include "adapters/sql/lock.hpp"
#include "adapters/sql/store.hpp"
#include "tests/contract/engine.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <thread>

using namespace langnghe;
using namespace langnghe::test;

namespace {

constexpr std::chrono::seconds patience{20};

std::unique_ptr<sql::Store> open(sql::StoreOptions options) { return sql::Store::open(std::move(options)).value(); }

sql::StoreOptions at(const std::filesystem::path& path)
{
    sql::StoreOptions options;
    options.path = path;
    return options;
}

} // namespace

TEST_CASE("a reader sees one state, may not write, and has a deadline")
{
    TempDir folder;
    auto options = at(folder / "s.db");
    options.read_deadline = Duration{2'000}; // room for a slow machine: only the endless job may meet it
    const auto store = open(std::move(options));
    store->write_now([](Tx& tx) { tx.set_fact("a", "1"); }).value();
    const auto seen = store->read_now([&](Tx& tx) {
        const auto before = tx.fact("a");
        store->write_now([](Tx& other) { other.set_fact("a", "2"); }).value();
        return std::pair{before, tx.fact("a")};
    });
    CHECK((seen.value().first == "1" && seen.value().second == "1"));
    CHECK(store->read_now([](Tx& tx) { return tx.fact("a"); }).value() == "2");
    CHECK(store->read_now([](Tx& tx) { tx.set_fact("a", "3"); }).error() == Errc::storage_refused);
    CHECK(store->read_now([](Tx& tx) { tx.inbox().remember("new", "k", noon); }).error() == Errc::storage_refused);
    const auto endless = store->read_now([](Tx& tx) {
        for (;;)
            tx.fact("a");
    });
    CHECK(endless.error() == Errc::storage_busy);
    CHECK(store->read_now([](Tx& tx) { return tx.fact("a"); }).value() == "2");
    CHECK_FALSE(store->failed());
}

TEST_CASE("what a job throws undoes that job and stays inside")
{
    TempDir folder;
    const auto store = open(at(folder / "s.db"));
    const auto thrown = store->write_now([](Tx& tx) {
        tx.set_fact("a", "1");
        throw std::runtime_error("no");
    });
    CHECK(thrown.error() == Errc::storage_refused);
    const auto coded = store->write_now([](Tx& tx) {
        tx.set_fact("a", "2");
        throw boost::system::system_error(make_error_code(Errc::not_found));
    });
    CHECK(coded.error() == Errc::not_found);
    CHECK_FALSE(store->read_now([](Tx& tx) { return tx.fact("a"); }).value());
    CHECK(store->writable());
}

TEST_CASE("a store has one owner, in this process and among others")
{
    TempDir folder;
    const auto path = folder / "s.db";
    auto store = open(at(path));
    std::string why;
    const auto second = sql::Store::open(at(path), &why);
    REQUIRE(second.has_error());
    CHECK(second.error() == Errc::storage_busy);
    CHECK(why.find(path.string()) != std::string::npos);
    CHECK_FALSE(sql::StoreLock::try_acquire(path).value());

    const auto child = ::fork();
    if (child == 0)
        ::_exit(sql::StoreLock::try_acquire(path).value() ? 1 : 0);
    int status = -1;
    ::waitpid(child, &status, 0);
    CHECK(status == 0);
    store->write_now([](Tx& tx) { tx.set_fact("unharmed", "yes"); }).value();
    store.reset();
    CHECK(sql::StoreLock::try_acquire(path).value());
    using std::filesystem::perms;
    CHECK((std::filesystem::status(path).permissions() & (perms::group_all | perms::others_all)) == perms::none);
}

TEST_CASE("the log is moved into the file when the writer is idle")
{
    TempDir folder;
    auto options = at(folder / "s.db");
    options.idle = Duration{1};
    const auto store = open(std::move(options));
    const auto until = std::chrono::steady_clock::now() + patience;
    store->write_now([](Tx& tx) { tx.set_fact("a", std::string(100'000, 'x')); }).value();
    while (store->wal_bytes() != 0 && std::chrono::steady_clock::now() < until)
        std::this_thread::yield();
    CHECK(store->wal_bytes() == 0);
    CHECK(std::filesystem::file_size(folder / "s.db") > 100'000);
}
