#include "adapters/sql/store.hpp"
#include "tests/contract/engine.hpp"
#include "tests/support/faulty_vfs.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <future>
#include <mutex>
#include <thread>

using namespace langnghe;
using namespace langnghe::test;
namespace asio = boost::asio;

namespace {

constexpr std::chrono::seconds patience{20};

std::unique_ptr<sql::Store> open(sql::StoreOptions options) { return sql::Store::open(std::move(options)).value(); }

sql::StoreOptions at(const std::filesystem::path& path)
{
    sql::StoreOptions options;
    options.path = path;
    return options;
}

// Keeps the writer inside its first job, so that everything else waits for one batch.
class Gate
{
public:
    explicit Gate(sql::Store& store)
    {
        thread_ = std::thread([this, &store] {
            result = store.write_now([this](Tx& tx) {
                tx.set_fact("gate", "open");
                entered_.set_value();
                opened_.get_future().wait();
            });
        });
        entered_.get_future().wait();
    }
    void open()
    {
        if (!std::exchange(done_, true))
            opened_.set_value();
    }
    void join()
    {
        open();
        if (thread_.joinable())
            thread_.join();
    }
    ~Gate() { join(); }

    Result<void> result;

private:
    std::promise<void> entered_;
    std::promise<void> opened_;
    bool done_ = false;
    std::thread thread_;
};

struct Batches
{
    std::mutex mutex;
    std::vector<std::size_t> jobs;
    std::atomic<int> commits{0};

    sql::StoreObserver observer()
    {
        sql::StoreObserver observer;
        observer.on_commit = [this](const sql::BatchFacts& facts) {
            const std::lock_guard lock(mutex);
            jobs.push_back(facts.jobs);
            ++commits;
        };
        return observer;
    }
};

void rethrow(std::exception_ptr error)
{
    if (error)
        std::rethrow_exception(error);
}

asio::awaitable<void> remember(sql::Store& store, std::string key, bool refuse, std::vector<std::string>& log)
{
    auto job = [key, refuse](Tx& tx) -> Result<std::int64_t> {
        tx.inbox().remember("zalo", key, noon);
        tx.journal().append(some_entry("event"));
        if (refuse)
            return make_error_code(Errc::wrong_state);
        return tx.journal().last()->seq;
    };
    const auto written = co_await store.write(std::move(job));
    if (!written) {
        log.push_back(key + " " + written.error().message());
        co_return;
    }
    // What was acknowledged is there for everybody else.
    const auto seq = written.value();
    auto look = [seq](Tx& tx) { return tx.journal().after(seq - 1, 1).size(); };
    const auto seen = co_await store.read(std::move(look));
    log.push_back(key + (seen && seen.value() == 1 ? " stored" : " missing"));
}

} // namespace

TEST_CASE("what waits goes into one commit, and a job that refuses is undone alone")
{
    TempDir folder;
    Batches batches;
    auto options = at(folder / "s.db");
    options.observer = batches.observer();
    const auto store = open(std::move(options));
    Gate gate(*store);
    asio::io_context io;
    std::vector<std::string> log;
    for (int i = 0; i < 10; ++i) {
        auto task = remember(*store, "k" + std::to_string(i), i % 5 == 2, log);
        asio::co_spawn(io, std::move(task), rethrow);
    }
    io.poll(); // every job is queued now
    CHECK(store->waiting() == 10);
    CHECK(log.empty());
    CHECK(batches.commits == 0);
    gate.open();
    io.run_for(patience);
    gate.join();
    REQUIRE(log.size() == 10);
    CHECK(std::count_if(log.begin(), log.end(), [](auto& line) { return line.ends_with("stored"); }) == 8);
    CHECK(std::count(log.begin(), log.end(), "k2 " + make_error_code(Errc::wrong_state).message()) == 1);
    CHECK(batches.jobs == std::vector<std::size_t>{11});
    store->read_now([](Tx& tx) { CHECK(tx.journal().last()->seq == 8); }).value();
}

TEST_CASE("a batch is bounded by jobs and by bytes")
{
    TempDir folder;
    Batches batches;
    auto options = at(folder / "s.db");
    options.observer = batches.observer();
    options.batch_jobs = 4;
    options.batch_bytes = 100'000;
    const auto store = open(std::move(options));
    {
        Gate gate(*store);
        std::vector<std::thread> threads;
        for (int i = 0; i < 6; ++i)
            threads.emplace_back([&] { store->write_now([](Tx& tx) { tx.set_fact("a", "b"); }).value(); });
        while (store->waiting() < 6)
            std::this_thread::yield();
        gate.open();
        for (auto& thread : threads)
            thread.join();
        CHECK(batches.jobs == std::vector<std::size_t>{4, 3});
    }
    batches.jobs.clear();
    Gate gate(*store);
    std::vector<std::thread> threads;
    for (int i = 0; i < 3; ++i) {
        threads.emplace_back(
            [&] { store->write_now([](Tx& tx) { tx.set_fact("a", std::string(60'000, 'x')); }).value(); });
    }
    while (store->waiting() < 3)
        std::this_thread::yield();
    gate.open();
    for (auto& thread : threads)
        thread.join();
    CHECK(batches.jobs == std::vector<std::size_t>{3, 1});
}

TEST_CASE("success is told only after an fsync")
{
    TempDir folder;
    FaultyVfs disk;
    const auto store = open(at(folder / "s.db"));
    for (int i = 0; i < 5; ++i) {
        std::int64_t inside = 0;
        const auto written = store->write_now([&](Tx& tx) {
            tx.set_fact("n", std::to_string(i));
            inside = disk.syncs();
        });
        CHECK(written.has_value());
        CHECK(disk.syncs() > inside);
    }
}

TEST_CASE("a full queue and a closed store refuse at once")
{
    TempDir folder;
    auto options = at(folder / "s.db");
    options.queue_jobs = 2;
    const auto store = open(std::move(options));
    Gate gate(*store);
    std::vector<std::thread> threads;
    std::atomic<int> stored{0};
    for (int i = 0; i < 2; ++i)
        threads.emplace_back([&] { stored += store->write_now([](Tx& tx) { tx.set_fact("a", "b"); }).has_value(); });
    while (store->waiting() < 2)
        std::this_thread::yield();
    CHECK(store->write_now([](Tx&) {}).error() == Errc::storage_busy);
    gate.open();
    for (auto& thread : threads)
        thread.join();
    gate.join();
    CHECK(stored == 2);
    store->close();
    store->close();
    CHECK_FALSE(store->writable());
    CHECK(store->write_now([](Tx&) {}).error() == Errc::cancelled);
    CHECK(store->read_now([](Tx&) {}).error() == Errc::cancelled);
    CHECK(std::filesystem::file_size(folder / "s.db") > 0);
    CHECK_FALSE(std::filesystem::exists(folder / "s.db-wal"));
}

TEST_CASE("closing runs what is queued, or cancels it after the deadline")
{
    TempDir folder;
    const bool in_time = GENERATE(true, false);
    auto options = at(folder / "s.db");
    options.batch_jobs = 1; // what waits does not slip into the gate's batch
    options.close_deadline = in_time ? Duration{20'000} : Duration{0};
    const auto store = open(std::move(options));
    Gate gate(*store);
    asio::io_context io;
    std::vector<std::string> log;
    asio::co_spawn(io, remember(*store, "first", false, log), rethrow);
    io.poll();
    std::thread closing([&] { store->close(); });
    // Refused at once when the queue is closed; until then each of these only waits its turn.
    for (bool closed = false; !closed; closed = !log.empty()) {
        asio::co_spawn(io, remember(*store, "later", false, log), rethrow);
        io.poll();
        std::this_thread::yield();
    }
    const std::string cancelled = " " + make_error_code(Errc::cancelled).message();
    CHECK(log == std::vector<std::string>{"later" + cancelled});
    gate.open();
    closing.join();
    gate.join();
    io.run_for(patience);
    // The read that follows a write finds a closed reader: "missing" here says that the write was acknowledged.
    CHECK(std::count(log.begin(), log.end(), in_time ? "first missing" : "first" + cancelled) == 1);
    CHECK(gate.result.has_value());
    const auto again = open(at(folder / "s.db"));
    const auto entries = again->read_now([](Tx& tx) { return tx.journal().after(0, 1).size(); }).value();
    CHECK(entries == (in_time ? 1U : 0U));
}
