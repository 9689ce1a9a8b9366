#pragma once
// What a commune does by itself because time passes: looks at tickets when they are due, sends the officials' digests,
// spreads alerts. Behind the acknowledgements; each ticket, person and slice in a transaction of its own, so that a
// restart goes on where it was. On the I/O thread.

#include "adapters/sql/store.hpp"
#include "bot/daemon/chore.hpp"
#include "bot/daemon/environment.hpp"

#include <functional>

namespace langnghe::daemon {

class Timekeeper : public Chore
{
public:
    // `told` is called when there may be something to send.
    Timekeeper(Environment& environment, const Commune& commune, sql::Store& store, std::function<void()> told);

private:
    boost::asio::awaitable<std::chrono::milliseconds> once() override;
    boost::asio::awaitable<bool> follow(); // false: more waits than was looked at
    boost::asio::awaitable<void> look();
    boost::asio::awaitable<void> digest();
    boost::asio::awaitable<void> spread();
    boost::asio::awaitable<std::chrono::milliseconds> rest();

    Environment& environment_;
    const Commune& commune_;
    sql::Store& store_;
    std::function<void()> told_;
};

} // namespace langnghe::daemon
