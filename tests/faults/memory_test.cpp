// The Nth allocation fails, once and for ever: each run is a process of its own, which may refuse, or end, but never
// acknowledge what is not stored. LANGNGHE_RUNS bounds the runs of each kind (0: every N), LANGNGHE_SEED.
#include "tests/contract/temp_dir.hpp"
#include "tests/faults/failing_memory.hpp"
#include "tests/faults/intake.hpp"
#include "tests/faults/scale.hpp"
#include "tests/support/faulty_vfs.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <random>

using namespace langnghe;
using namespace langnghe::test;

namespace {

constexpr int messages = 6;
constexpr int patience_ms = 30'000;

struct Shortage
{
    Memory memory = Memory::sqlite;
    bool for_ever = false;
    bool from_the_start = false; // the opening included
    std::int64_t after = 0;
};

// What a run says through its pipe.
struct Word
{
    enum class Kind : int
    {
        acknowledged,
        over
    } kind = Kind::over;
    std::int64_t value = 0; // the message's number; how many allocations there were
    bool hit = false;
};

struct Seen
{
    std::vector<int> acknowledged;
    bool over = false; // it came to its end
    bool hit = false;
    std::int64_t allocations = 0;
    int signal = 0;
};

sql::StoreOptions options(const std::filesystem::path& path)
{
    sql::StoreOptions options;
    options.path = path;
    options.wal_bytes = 32 * 1024;
    options.cache_kib = 64;
    return options;
}

void say(int pipe, Word word)
{
    if (::write(pipe, &word, sizeof word) != static_cast<ssize_t>(sizeof word))
        ::_exit(3);
}

// In the child: whatever is thrown out of the store or on the way to it is a refusal.
void live(const Intakes& intakes, const std::filesystem::path& path, const Shortage& shortage, int pipe)
{
    std::int64_t allocations = 0;
    const auto begin = [&] { starve(shortage.memory, shortage.after, shortage.for_ever); };
    try {
        if (shortage.from_the_start)
            begin();
        auto opened = sql::Store::open(options(path));
        if (!shortage.from_the_start)
            begin();
        for (int n = 0; opened && n < messages; ++n) {
            try {
                if (intakes.take(**opened, n))
                    say(pipe, {Word::Kind::acknowledged, n, false});
            } catch (const std::bad_alloc&) {
            }
        }
        if (opened)
            (*opened)->close();
    } catch (const std::bad_alloc&) {
    }
    allocations = feed(shortage.memory);
    say(pipe, {Word::Kind::over, allocations, starved(shortage.memory)});
}

Seen hear(int pipe, pid_t child)
{
    Seen seen;
    Word word;
    pollfd waiting{pipe, POLLIN, 0};
    while (true) {
        if (::poll(&waiting, 1, patience_ms) <= 0) {
            ::kill(child, SIGKILL);
            FAIL("it hangs");
        }
        if (::read(pipe, &word, sizeof word) != static_cast<ssize_t>(sizeof word))
            break;
        if (word.kind == Word::Kind::acknowledged)
            seen.acknowledged.push_back(static_cast<int>(word.value));
        else {
            seen.over = true;
            seen.hit = word.hit;
            seen.allocations = word.value;
        }
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    seen.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    return seen;
}

Seen run(const Intakes& intakes, const std::filesystem::path& path, const Shortage& shortage)
{
    int ends[2]{};
    REQUIRE(::pipe(ends) == 0);
    std::fflush(stdout);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        ::close(ends[0]);
        ::signal(SIGABRT, SIG_DFL);                         // Catch2 listens
        if (::freopen("/dev/null", "w", stderr) == nullptr) // terminate() has its say
            ::_exit(4);
        live(intakes, path, shortage, ends[1]);
        ::_exit(0);
    }
    ::close(ends[1]);
    const Seen seen = hear(ends[0], child);
    ::close(ends[0]);
    return seen;
}

struct Sum
{
    int runs = 0;
    int passed = 0;  // nothing failed
    int refused = 0; // went on to its end
    int ended = 0;   // by abort()
};

void look(const Intakes& intakes, const std::filesystem::path& path, const Seen& seen)
{
    {
        std::string why;
        const auto store = sql::Store::open(options(path), &why);
        INFO(why);
        REQUIRE(store.has_value());
        CHECK(intakes.missing(**store, seen.acknowledged).empty());
        for (int n = 0; n < messages; ++n)
            CHECK(intakes.take(**store, n).has_value());
    }
    CHECK(unsound(path) == "");
}

// What fails after the opening begins with a store that stands: to make one takes ten times as many allocations as to
// use it.
std::filesystem::path store_in(const TempDir& folder, const Shortage& shortage, const std::filesystem::path& made)
{
    auto path = folder / "s.db";
    if (!shortage.from_the_start)
        std::filesystem::copy_file(made, path);
    return path;
}

void one(Sum& sum, const Intakes& intakes, const Shortage& shortage, const std::filesystem::path& made)
{
    INFO("allocation " << shortage.after);
    const TempDir folder;
    const auto path = store_in(folder, shortage, made);
    const Seen seen = run(intakes, path, shortage);
    ++sum.runs;
    sum.passed += seen.over && !seen.hit;
    sum.refused += seen.over && seen.hit;
    sum.ended += !seen.over;
    CHECK((seen.over || seen.signal == SIGABRT));
    // SQLite reports what it lacks: no reason to end.
    CHECK((seen.over || shortage.memory == Memory::operator_new));
    CHECK((!seen.over || seen.hit || seen.acknowledged.size() == messages));
    look(intakes, path, seen);
}

Sum run_all(Shortage shortage)
{
    const Intakes intakes;
    Sum sum;
    const TempDir first;
    const auto made = first / "s.db";
    sql::Store::open(options(made)).value()->close();
    shortage.after = 1'000'000'000;
    std::int64_t all = 0;
    {
        const TempDir folder;
        const Seen seen = run(intakes, store_in(folder, shortage, made), shortage);
        REQUIRE(seen.over);
        REQUIRE(seen.acknowledged.size() == messages);
        all = seen.allocations;
    }
    REQUIRE(all > 50);
    const auto wanted = static_cast<std::int64_t>(from_environment("LANGNGHE_RUNS", 40));
    const std::int64_t stride = wanted == 0 ? 1 : std::max<std::int64_t>(1, all / wanted);
    std::mt19937_64 chance(from_environment("LANGNGHE_SEED", 1));
    for (std::int64_t from = 0; from < all; from += stride) {
        shortage.after = from + static_cast<std::int64_t>(chance() % static_cast<std::uint64_t>(stride));
        one(sum, intakes, shortage, made);
    }
    return sum;
}

void run_kinds(Memory memory)
{
    FaultyVfs disk;
    FaultyVfs::really_sync(false);
    const bool for_ever = GENERATE(false, true);
    const bool from_the_start = GENERATE(false, true);
    const Sum sum = run_all({memory, for_ever, from_the_start, 0});
    fmt::print("{{\"memory\": \"{}\", \"for_ever\": {}, \"from_the_start\": {}, \"runs\": {}, \"passed\": {}, "
               "\"refused\": {}, \"ended\": {}}}\n",
               memory == Memory::sqlite ? "sqlite" : "new", for_ever, from_the_start, sum.runs, sum.passed, sum.refused,
               sum.ended);
    CHECK(sum.refused + sum.ended > sum.runs / 2);
}

} // namespace

TEST_CASE("whatever allocation of SQLite fails, nothing is acknowledged that is not stored")
{
    run_kinds(Memory::sqlite);
}

TEST_CASE("whatever other allocation fails, nothing is acknowledged that is not stored")
{
    run_kinds(Memory::operator_new);
}

TEST_CASE("who took a refusal for an acknowledgement would miss messages", "[canary]")
{
    FaultyVfs disk;
    FaultyVfs::really_sync(false);
    const Intakes intakes;
    const TempDir folder;
    const Seen seen = run(intakes, folder / "s.db", {Memory::sqlite, true, false, 10});
    CHECK(seen.acknowledged.size() < messages);
    const auto store = sql::Store::open(options(folder / "s.db")).value();
    std::vector<int> all{0, 1, 2, 3, 4, 5};
    CHECK(intakes.missing(*store, all).size() == messages - seen.acknowledged.size());
}
