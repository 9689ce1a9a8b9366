#pragma once
// What nobody asks for and somebody must do: gauges for the metrics, forgetting keys and parked events after their
// 30 days, and once a day what the commune's rules of retention say. On the I/O thread.

#include "adapters/sql/store.hpp"
#include "bot/commune/setup.hpp"
#include "bot/daemon/chore.hpp"
#include "bot/daemon/environment.hpp"
#include "bot/daemon/sweeper.hpp"
#include "core/people/retention.hpp"

namespace langnghe::daemon {

class Housekeeping : public Chore
{
public:
    Housekeeping(Environment& environment, const CommuneSetup& setup, sql::Store& store, const Sweeper& sweeper,
                 boost::asio::any_io_executor worker);

    // Reads the gauges now, for a scrape.
    boost::asio::awaitable<void> measure();

private:
    boost::asio::awaitable<std::chrono::milliseconds> once() override;
    boost::asio::awaitable<void> forget();
    boost::asio::awaitable<void> apply_rules();
    boost::asio::awaitable<void> apply_rule(Keeping what);
    boost::asio::awaitable<void> drop();
    boost::asio::awaitable<void> drop_copies();

    Environment& environment_;
    const CommuneSetup& setup_;
    sql::Store& store_;
    const Sweeper& sweeper_;
    boost::asio::any_io_executor worker_;
    TimePoint rules_applied_{};
};

} // namespace langnghe::daemon
