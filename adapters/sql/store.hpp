#pragma once
// A commune's store: one SQLite file, owned through flock(PATH.lock). One thread and connection does all writes, a
// second one only reads, a third copies a long log into the file. A write completes after COMMIT with synchronous=FULL,
// never before.
// Errors: storage_busy (queue full, or a read over its deadline), storage_full (disk full; the store goes on by
// itself when there is space again), storage_failed (I/O error: the process must end), storage_refused (a constraint),
// cancelled (closing), or what the job itself refused with.

#include "adapters/sql/job.hpp"
#include "core/time.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace langnghe::sql {

namespace asio = boost::asio;

struct BatchFacts
{
    std::size_t jobs = 0;
    std::size_t bytes = 0;               // bound to statements
    std::chrono::microseconds commit{0}; // the COMMIT alone: mostly the fsync
};

// Called on a storage thread: short, and never into the store. Any may be empty.
struct StoreObserver
{
    // Once: the store takes no more work and the process must end (exit 74). `code` is SQLite's extended code.
    std::function<void(int code, std::string_view what)> on_fatal;
    std::function<void(const BatchFacts&)> on_commit;
    std::function<void(bool writable)> on_writable; // the disk became full, or has space again
    std::function<void(Errc refused, std::string_view what)>
        on_refused; // a job failed inside the store; no words in it
};

struct StoreOptions
{
    std::filesystem::path path;
    std::size_t queue_jobs = 4096; // waiting, for each of the two threads
    std::size_t batch_jobs = 256;
    std::size_t batch_bytes = std::size_t{8} << 20;
    std::size_t wal_bytes = std::size_t{32} << 20; // a longer log is checkpointed between batches, a shorter when idle
    std::size_t beside_bytes = std::size_t{2} << 20; // a longer log is copied beside the writer: less takes 2 ms
    int cache_kib = 24 * 1024;                       // upper bound of each connection's page cache
    Duration busy_timeout{5'000};
    Duration read_deadline{10'000};
    Duration close_deadline{10'000}; // for draining the queue
    Duration idle{100};              // without work for so long: checkpoint
    Duration probe{1'000};           // when full: how often to try again
    StoreObserver observer = {};
};

class Store
{
public:
    // Takes the lock, migrates, checks that the file is ours. storage_busy: another process owns it; storage_newer: a
    // newer program wrote it. `why` gets one line for people.
    static Result<std::unique_ptr<Store>> open(StoreOptions options, std::string* why = nullptr);

    ~Store(); // close()
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    // Resumes on the awaiting coroutine's executor, after COMMIT. The store must outlive the call; a cancelled
    // coroutine still waits for its job. Name the job before the co_await.
    template <class F>
    asio::awaitable<Result<JobValue<F>>> write(F job)
    {
        auto typed = std::make_shared<TypedJob<F>>(std::move(job));
        co_await run(Side::write, typed);
        co_return typed->take();
    }
    // The same for a caller who waits no longer than that: storage_busy then, and the job may still be done later, so
    // it must own whatever it reads.
    template <class F>
    asio::awaitable<Result<JobValue<F>>> write_by(F job, std::chrono::steady_clock::time_point until)
    {
        auto typed = std::make_shared<TypedJob<F>>(std::move(job));
        const bool done = co_await run_by(typed, until);
        if (!done)
            co_return make_error_code(Errc::storage_busy);
        co_return typed->take();
    }
    // The same on the read thread, on one consistent view; whatever would write throws there.
    template <class F>
    asio::awaitable<Result<JobValue<F>>> read(F job)
    {
        auto typed = std::make_shared<TypedJob<F>>(std::move(job));
        co_await run(Side::read, typed);
        co_return typed->take();
    }

    // Blocking, for the command line and tests; never on a thread that the store completes on.
    template <class F>
    Result<JobValue<F>> write_now(F job)
    {
        auto typed = std::make_shared<TypedJob<F>>(std::move(job));
        run_now(Side::write, typed);
        return typed->take();
    }
    template <class F>
    Result<JobValue<F>> read_now(F job)
    {
        auto typed = std::make_shared<TypedJob<F>>(std::move(job));
        run_now(Side::read, typed);
        return typed->take();
    }

    // A consistent copy while writes go on, 0600, fsynced. Blocking; runs on a connection of its own, so that pages are
    // still served. `target` must not exist. storage_full, storage_failed, storage_refused (exists).
    Result<void> backup_to(const std::filesystem::path& target);

    bool writable() const; // false: disk full, failed or closed
    bool failed() const;   // an I/O error happened: nothing is acknowledged any more
    std::size_t waiting() const;
    std::size_t wal_bytes() const; // as of the last commit or checkpoint
    const std::filesystem::path& path() const;

    // Runs what is queued (within the deadline; the rest is cancelled), checkpoints, closes, gives the lock back.
    // Blocking; idempotent.
    void close();

private:
    enum class Side
    {
        write,
        read
    };
    class Impl;

    explicit Store(std::unique_ptr<Impl> impl);
    asio::awaitable<void> run(Side side, std::shared_ptr<Job> job);
    asio::awaitable<bool> run_by(std::shared_ptr<Job> job, std::chrono::steady_clock::time_point until);
    void run_now(Side side, std::shared_ptr<Job> job);

    std::unique_ptr<Impl> impl_;
};

} // namespace langnghe::sql
