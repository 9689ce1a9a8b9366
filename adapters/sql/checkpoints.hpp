#pragma once
// Moves the log (WAL) into the file. A short log is moved by the writer, when it is idle or between two batches. A long
// one is copied beside it, on a thread and connection of their own, and messages go on being acknowledged: 32 MiB take
// 25 to 50 ms, which was the webhook's 99th percentile at 1,000 messages a second. What is written meanwhile, the
// writer copies between two batches: only when nothing is left does the log begin anew.

#include "adapters/sql/connection.hpp"
#include "adapters/sql/health.hpp"

#include <future>

namespace langnghe::sql {

// Used by the writer's thread alone. Errors: fatal ones go to `health`; after others it is tried again later.
class Checkpoints
{
public:
    using Clock = std::chrono::steady_clock;

    Checkpoints(const StoreOptions& options, Health& health, Connection& writer);

    std::size_t log_bytes() const; // as of the last commit or checkpoint; for any thread
    void committed() { moved_ = false; }
    void between_batches();
    // When idle() has something to do, if nothing is committed before.
    std::optional<Clock::time_point> idle_at() const;
    void idle();
    // All that is left, and the log cut off.
    void close();

private:
    struct Copied
    {
        std::size_t pages = 0;
        int error = 0; // SQLite's extended code
        int system_error = 0;
    };

    std::size_t pages() const { return pages_.load(std::memory_order_relaxed); }
    bool copying() const;
    void shorten();
    void begin_copy();
    void end_copy();
    Copied copy();
    void checkpoint(int mode);
    void failed(int error, int system_error);
    void postpone() { due_at_ = pages() + limit_ / 4; }

    const StoreOptions& options_;
    Health& health_;
    Connection& writer_;
    const std::size_t limit_; // pages
    const std::size_t few_;   // pages: not worth a thread
    std::atomic<std::size_t> pages_{0};
    std::size_t due_at_; // pages
    bool moved_ = true;  // all that is in the log is in the file
    std::optional<Clock::time_point> again_at_;
    std::optional<Connection> beside_; // opened by the first copy; between copies nobody touches it
    std::future<Copied> copy_;
};

} // namespace langnghe::sql
