// The Nth call to the file system fails, for every N until none does; once and for ever; from the first opening of an
// empty store on, or under way. LANGNGHE_STRIDE (1: every N), LANGNGHE_SEED: only every so many, beginning anywhere.
#include "tests/contract/temp_dir.hpp"
#include "tests/faults/intake.hpp"
#include "tests/faults/scale.hpp"
#include "tests/support/faulty_vfs.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <sqlite3.h>

#include <chrono>
#include <numeric>
#include <thread>

using namespace langnghe;
using namespace langnghe::test;

namespace {

using Call = FaultyVfs::Call;

constexpr int messages = 8;
constexpr int forever = 1'000'000;

struct Fault
{
    Call call = Call::any;
    int code = SQLITE_IOERR;
    int times = 1;
    bool from_the_start = true; // the opening included
};

struct Seen
{
    std::vector<int> acknowledged;
    bool opened = false;
    bool failed = false;
    bool healed = true; // a full disk that is full no more is written again
    int hit = 0;
};

sql::StoreOptions options(const std::filesystem::path& path)
{
    sql::StoreOptions options;
    options.path = path;
    options.idle = std::chrono::hours{1}; // no checkpoint by the clock: the same calls in each run
    options.wal_bytes = 32 * 1024;        // but some by size
    options.probe = Duration{5};
    options.cache_kib = 64;
    return options;
}

bool becomes_writable(const sql::Store& store)
{
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{20};
    while (!store.writable() && std::chrono::steady_clock::now() < until)
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
    return store.writable();
}

Seen run(FaultyVfs& disk, const Intakes& intakes, const std::filesystem::path& path, const Fault& fault, int nth)
{
    Seen seen;
    if (fault.from_the_start)
        disk.fail(fault.call, nth, fault.code, fault.times);
    auto opened = sql::Store::open(options(path));
    seen.opened = opened.has_value();
    if (opened) {
        sql::Store& store = **opened;
        if (!fault.from_the_start)
            disk.fail(fault.call, nth, fault.code, fault.times);
        for (int n = 0; n < messages; ++n) {
            const bool before = store.failed();
            if (intakes.take(store, n)) {
                CHECK_FALSE(before);
                seen.acknowledged.push_back(n);
            }
            static_cast<void>(store.read_now([](Tx& tx) { tx.tickets().counts(); }));
        }
        seen.failed = store.failed();
        if (fault.code == SQLITE_FULL) {
            disk.heal();
            seen.healed = becomes_writable(store);
        }
        store.close();
    }
    seen.hit = disk.failed();
    disk.heal();
    return seen;
}

// Everything acknowledged is there, the store is sound, and takes what it refused before.
void look(const Intakes& intakes, const std::filesystem::path& path, const Seen& seen)
{
    std::vector<int> all(messages);
    std::iota(all.begin(), all.end(), 0);
    {
        std::string why;
        const auto store = sql::Store::open(options(path), &why);
        INFO(why);
        REQUIRE(store.has_value());
        CHECK(intakes.missing(**store, seen.acknowledged).empty());
        for (const int n : all)
            CHECK(intakes.take(**store, n).has_value());
        CHECK(intakes.missing(**store, all).empty());
    }
    CHECK(unsound(path) == "");
}

int run_all(const Fault& fault)
{
    FaultyVfs disk;
    FaultyVfs::really_sync(false);
    const Intakes intakes;
    const int stride = static_cast<int>(from_environment("LANGNGHE_STRIDE", 23));
    const int offset = static_cast<int>(from_environment("LANGNGHE_SEED", 0)) % stride;
    int runs = 0;
    int refusing = 0; // runs that did not acknowledge everything
    for (int nth = offset;; nth += stride) {
        INFO("call " << nth);
        const TempDir folder;
        const auto path = folder / "s.db";
        const Seen seen = run(disk, intakes, path, fault, nth);
        CHECK((seen.opened || seen.acknowledged.empty()));
        CHECK(seen.healed);
        CHECK_FALSE((fault.code == SQLITE_FULL && seen.failed));
        look(intakes, path, seen);
        ++runs;
        refusing += seen.acknowledged.size() < messages;
        if (seen.hit == 0) {
            CHECK(seen.acknowledged.size() == messages);
            break;
        }
    }
    FaultyVfs::really_sync(true);
    CHECK(runs > 20 / stride);
    CHECK(refusing > runs / 20); // the faults did hit
    return runs;
}

} // namespace

TEST_CASE("whatever call to the file system fails, nothing is acknowledged that is not stored")
{
    const int times = GENERATE(1, forever);
    const bool from_the_start = GENERATE(true, false);
    const int runs = run_all({Call::any, SQLITE_IOERR, times, from_the_start});
    fmt::print("{{\"fault\": \"EIO\", \"times\": {}, \"from_the_start\": {}, \"runs\": {}}}\n", times, from_the_start,
               runs);
}

TEST_CASE("wherever the disk gets full, nothing is acknowledged that is not stored, and it goes on afterwards")
{
    const int times = GENERATE(1, forever);
    const bool from_the_start = GENERATE(true, false);
    const int runs = run_all({Call::grow, SQLITE_FULL, times, from_the_start});
    fmt::print("{{\"fault\": \"FULL\", \"times\": {}, \"from_the_start\": {}, \"runs\": {}}}\n", times, from_the_start,
               runs);
}

TEST_CASE("who took a refusal for an acknowledgement would miss messages", "[canary]")
{
    FaultyVfs disk;
    const Intakes intakes;
    const TempDir folder;
    const auto path = folder / "s.db";
    const Seen seen = run(disk, intakes, path, {Call::any, SQLITE_IOERR, forever, false}, 20);
    REQUIRE(seen.hit > 0);
    const auto store = sql::Store::open(options(path)).value();
    std::vector<int> all(messages);
    std::iota(all.begin(), all.end(), 0);
    CHECK(intakes.missing(*store, all).size() >= messages - seen.acknowledged.size() - 1);
    CHECK(seen.acknowledged.size() + 1 < messages);
}
