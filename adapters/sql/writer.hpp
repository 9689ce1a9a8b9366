#pragma once
// The thread with the one connection that writes. Everything that waits goes into one transaction;
// nobody hears of success before COMMIT has returned. When a job refuses, the transaction is rolled back and its jobs
// run once more, now each in its savepoint, which undoes the refusing ones alone. (A savepoint for every job from the
// start copies each page that the job touches.)

#include "adapters/sql/checkpoints.hpp"
#include "adapters/sql/health.hpp"
#include "adapters/sql/queue.hpp"
#include "adapters/sql/transaction.hpp"

#include <thread>

namespace langnghe::sql {

class Writer
{
public:
    Writer(const StoreOptions& options, Health& health);

    void start();
    JobQueue& queue() { return queue_; }
    std::size_t wal_bytes() const { return checkpoints_ ? checkpoints_->log_bytes() : 0; }
    // Drains, checkpoints and closes the connection.
    void close(JobQueue::Clock::time_point drain_until);

private:
    using Clock = JobQueue::Clock;

    void loop();
    std::optional<Clock::time_point> wake_at() const;
    void run_batch();
    boost::system::error_code attempt(std::vector<Pending>& batch);
    bool add_next(std::vector<Pending>& batch);
    bool run_all(std::vector<Pending>& batch);
    void run_each(std::vector<Pending>& batch);
    bool run_one(Job& job, bool last_try);
    void commit(std::size_t jobs);
    boost::system::error_code undo(const SQLite::Exception& error);
    void roll_back();
    void probe();

    const StoreOptions& options_;
    Health& health_;
    JobQueue queue_;
    std::optional<Connection> db_;
    std::optional<SqlTx> tx_;
    std::optional<Checkpoints> checkpoints_;
    bool copies_gone_ = false; // those of a migration, with what has been erased since
    std::thread thread_;
};

} // namespace langnghe::sql
