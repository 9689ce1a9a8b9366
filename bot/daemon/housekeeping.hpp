#pragma once
// What nobody asks for and somebody must do: gauges for the metrics, and forgetting keys and parked events after their
// 30 days. On the I/O thread.

#include "adapters/sql/store.hpp"
#include "bot/commune/setup.hpp"
#include "bot/daemon/environment.hpp"
#include "bot/daemon/signal.hpp"
#include "bot/daemon/sweeper.hpp"

namespace langnghe::daemon {

class Housekeeping
{
public:
    Housekeeping(Environment& environment, const CommuneSetup& setup, sql::Store& store, const Sweeper& sweeper);

    boost::asio::awaitable<void> run(); // until stop()
    void stop();
    // Reads the gauges now, for a scrape.
    boost::asio::awaitable<void> measure();

private:
    boost::asio::awaitable<void> forget();

    Environment& environment_;
    const CommuneSetup& setup_;
    sql::Store& store_;
    const Sweeper& sweeper_;
    Signal signal_;
    bool stopping_ = false;
};

} // namespace langnghe::daemon
