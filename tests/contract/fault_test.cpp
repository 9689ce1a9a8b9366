#include "adapters/sql/store.hpp"
#include "tests/contract/engine.hpp"
#include "tests/support/faulty_vfs.hpp"

#include <sqlite3.h>
#include <sys/mount.h>

#include <atomic>
#include <chrono>
#include <thread>

using namespace langnghe;
using namespace langnghe::test;

namespace {

constexpr std::chrono::seconds patience{20};

struct Watch
{
    std::atomic<int> fatal{0};
    std::atomic<int> code{0};
    std::atomic<int> became_full{0};
    std::atomic<int> became_writable{0};

    sql::StoreOptions options(const std::filesystem::path& path)
    {
        sql::StoreOptions options;
        options.path = path;
        options.idle = std::chrono::hours{1}; // no checkpoint unless asked for
        options.probe = Duration{5};
        options.observer.on_fatal = [this](int what, std::string_view) {
            ++fatal;
            code = what;
        };
        options.observer.on_writable = [this](bool writable) { ++(writable ? became_writable : became_full); };
        return options;
    }
};

Result<void> put(sql::Store& store, int n, std::size_t size = 100)
{
    return store.write_now([=](Tx& tx) { tx.set_fact("n" + std::to_string(n), std::string(size, 'x')); });
}

int stored(sql::Store& store, int upto)
{
    return store
        .read_now([=](Tx& tx) {
            int found = 0;
            for (int n = 0; n < upto; ++n)
                found += tx.fact("n" + std::to_string(n)).has_value();
            return found;
        })
        .value();
}

bool becomes_writable(sql::Store& store)
{
    const auto until = std::chrono::steady_clock::now() + patience;
    while (!store.writable() && std::chrono::steady_clock::now() < until)
        std::this_thread::yield();
    return store.writable();
}

} // namespace

// The Nth write or fsync fails, for every N until none does: nothing that was acknowledged is missing afterwards, and
// after a failure nothing is acknowledged.
TEST_CASE("after an I/O error nothing is acknowledged, and what was is there")
{
    const auto call = GENERATE(FaultyVfs::Call::sync, FaultyVfs::Call::write);
    const int code = call == FaultyVfs::Call::sync ? SQLITE_IOERR_FSYNC : SQLITE_IOERR_WRITE;
    const int times = GENERATE(1, 1'000'000);
    constexpr int jobs = 6;
    bool failed = true;
    int nth = 0;
    for (; failed && nth < 200; ++nth) {
        INFO("call " << nth);
        TempDir folder;
        Watch watch;
        FaultyVfs disk;
        int acknowledged = 0;
        {
            const auto store = sql::Store::open(watch.options(folder / "s.db")).value();
            disk.fail(call, nth, code, times);
            for (int n = 0; n < jobs; ++n) {
                const bool before = store->failed();
                const auto result = put(*store, n, 3'000);
                acknowledged += result.has_value();
                CHECK_FALSE((result.has_value() && (before || store->failed())));
                CHECK((result.has_value() || result.error() == Errc::storage_failed));
            }
            failed = store->failed();
            CHECK(failed == (acknowledged < jobs));
            CHECK(watch.fatal == (failed ? 1 : 0));
            if (failed)
                CHECK(watch.code == code);
            CHECK(store->writable() != failed);
            disk.heal();
        }
        const auto store = sql::Store::open(watch.options(folder / "s.db")).value();
        // A commit that failed may be there all the same; never the other way round.
        CHECK(stored(*store, jobs) >= acknowledged);
        CHECK(stored(*store, acknowledged) == acknowledged);
    }
    CHECK(nth > 3); // the faults did hit
    CHECK_FALSE(failed);
}

TEST_CASE("an fsync that fails in a checkpoint ends the store as well")
{
    TempDir folder;
    Watch watch;
    FaultyVfs disk;
    auto options = watch.options(folder / "s.db");
    options.wal_bytes = 64 * 1024;
    const auto store = sql::Store::open(std::move(options)).value();
    put(*store, 0).value();
    // One fsync of the log for the commit; the checkpoint's is next.
    disk.fail(FaultyVfs::Call::sync, 1, SQLITE_IOERR_FSYNC, 1);
    CHECK(put(*store, 1, 100'000).has_value());
    CHECK(put(*store, 2).error() == Errc::storage_failed);
    CHECK(watch.fatal == 1);
    disk.heal();
}

namespace {

constexpr std::size_t long_log = 4 << 20;

// Until the log is so long that it is copied beside the writer.
void write_long_log(sql::Store& store, int& n)
{
    for (const int until = n + 60; n < until; ++n)
        put(store, n, 100'000).value();
}

} // namespace

TEST_CASE("a long log is copied into the file while others write")
{
    TempDir folder;
    Watch watch;
    FaultyVfs disk;
    auto options = watch.options(folder / "s.db");
    options.wal_bytes = long_log;
    const auto store = sql::Store::open(std::move(options)).value();
    int n = 0;
    disk.hold(true);
    write_long_log(*store, n);
    write_long_log(*store, n); // on the writer's own thread the copy would have kept this waiting for 20 s
    const auto held = store->wal_bytes();
    CHECK(held > 2 * long_log);
    disk.hold(false);
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{20};
    while (store->wal_bytes() >= held && std::chrono::steady_clock::now() < until)
        put(*store, n++).value();
    CHECK(store->wal_bytes() < held); // all of it is in the file, and the log begins anew
    CHECK(stored(*store, n) == n);
}

TEST_CASE("an fsync that fails while a long log is copied ends the store as well")
{
    TempDir folder;
    Watch watch;
    FaultyVfs disk;
    auto options = watch.options(folder / "s.db");
    options.wal_bytes = long_log;
    int n = 0;
    {
        const auto store = sql::Store::open(std::move(options)).value();
        disk.hold(true);
        write_long_log(*store, n);
        // Nobody commits now: the next fsync is that of the file.
        disk.fail(FaultyVfs::Call::sync, 0, SQLITE_IOERR_FSYNC, 1);
        disk.hold(false);
        const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{20};
        while (disk.failed() == 0 && std::chrono::steady_clock::now() < until)
            std::this_thread::yield();
        CHECK(disk.failed() == 1);
        disk.heal();
        while (put(*store, n, 1).has_value() && std::chrono::steady_clock::now() < until)
            ++n;
        CHECK(put(*store, n).error() == Errc::storage_failed);
        CHECK(watch.fatal == 1);
        CHECK(watch.code == SQLITE_IOERR_FSYNC);
    }
    // What was acknowledged stands in the log, which was left as it is.
    const auto store = sql::Store::open(watch.options(folder / "s.db")).value();
    CHECK(stored(*store, n) == n);
}

namespace {

// The observer is told right after the state has changed: it may hear of it a moment later.
bool hears_it_is_writable(const Watch& watch)
{
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{10};
    while (watch.became_writable != watch.became_full && std::chrono::steady_clock::now() < until)
        std::this_thread::yield();
    return watch.became_writable == watch.became_full;
}

} // namespace

TEST_CASE("a full disk refuses the whole batch, keeps reading, and goes on by itself")
{
    TempDir folder;
    Watch watch;
    FaultyVfs disk;
    const auto store = sql::Store::open(watch.options(folder / "s.db")).value();
    put(*store, 0).value();
    disk.fail(FaultyVfs::Call::write, GENERATE(0, 1, 2), SQLITE_FULL);
    CHECK(put(*store, 1, 50'000).error() == Errc::storage_full);
    CHECK(put(*store, 2, 50'000).error() == Errc::storage_full);
    CHECK(stored(*store, 3) == 1);
    CHECK_FALSE(store->writable());
    CHECK_FALSE(store->failed());
    CHECK(watch.became_full >= 1);
    disk.heal();
    CHECK(becomes_writable(*store));
    CHECK(hears_it_is_writable(watch));
    put(*store, 3, 50'000).value();
    CHECK(stored(*store, 4) == 2);
    CHECK(watch.fatal == 0);
}

TEST_CASE("a really full disk is the same")
{
    TempDir folder;
    if (::mount("tmpfs", folder.path().c_str(), "tmpfs", 0, "size=1m") != 0) {
        WARN("not allowed to mount: skipped");
        return;
    }
    {
        Watch watch;
        auto options = watch.options(folder / "s.db");
        options.wal_bytes = 256 * 1024;
        const auto store = sql::Store::open(std::move(options)).value();
        int acknowledged = 0;
        Result<void> last;
        for (int n = 0; n < 100 && last; ++n) {
            last = put(*store, n, 40'000);
            acknowledged += last.has_value();
        }
        CHECK(last.error() == Errc::storage_full);
        CHECK_FALSE(store->failed());
        CHECK(stored(*store, 100) == acknowledged);
        CHECK(acknowledged > 0);
        CHECK(::mount("tmpfs", folder.path().c_str(), "tmpfs", MS_REMOUNT, "size=8m") == 0);
        CHECK(becomes_writable(*store));
        CHECK(put(*store, 100, 40'000).has_value());
        CHECK(watch.fatal == 0);
    }
    CHECK(::umount(folder.path().c_str()) == 0);
}
