#pragma once
// The thread with the connection that serves pages, lists and reports: each job sees one consistent state and has a
// deadline, because a reader that stays keeps the log from being reused.

#include "adapters/sql/health.hpp"
#include "adapters/sql/queue.hpp"
#include "adapters/sql/transaction.hpp"

#include <thread>

namespace langnghe::sql {

class Reader
{
public:
    Reader(const StoreOptions& options, Health& health);

    void start();
    JobQueue& queue() { return queue_; }
    // What waits is cancelled, what runs is interrupted: reading again costs nothing.
    void close();

private:
    void loop();
    boost::system::error_code run(Job& job);
    void end();
    boost::system::error_code explain(const SQLite::Exception& error);

    const StoreOptions& options_;
    Health& health_;
    JobQueue queue_;
    std::atomic<bool> stop_{false};
    std::optional<Connection> db_;
    std::optional<SqlTx> tx_;
    std::thread thread_;
};

} // namespace langnghe::sql
