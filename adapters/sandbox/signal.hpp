#pragma once
// A condition on one thread: waiters wake when something changed, or at their time. Must outlive its waiters.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <list>

namespace langnghe::sandbox {

class Signal
{
public:
    explicit Signal(boost::asio::any_io_executor executor) : executor_(std::move(executor)) {}
    Signal(const Signal&) = delete;
    Signal& operator=(const Signal&) = delete;

    void notify();

    // Returns at the next notify() or at `until`, whichever is first.
    boost::asio::awaitable<void> wait(std::chrono::steady_clock::time_point until);

private:
    boost::asio::any_io_executor executor_;
    std::list<boost::asio::steady_timer> waiters_;
};

// Ends early, without an exception, when the task is cancelled.
boost::asio::awaitable<void> pause(boost::asio::any_io_executor executor, std::chrono::milliseconds wait);

} // namespace langnghe::sandbox
