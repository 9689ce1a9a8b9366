#pragma once
// A condition to wait on with a deadline, on the one I/O thread: a steady timer that is cut short.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>

namespace langnghe::daemon {

class Signal
{
public:
    explicit Signal(const boost::asio::any_io_executor& executor) : timer_(executor) {}

    // Ends the present wait, or makes the next one return at once.
    void raise()
    {
        raised_ = true;
        if (!resting_)
            timer_.cancel();
    }

    bool raised() const { return raised_; }

    // Waits in any case: what is raised meanwhile makes the next wait return at once.
    boost::asio::awaitable<void> rest_for(std::chrono::milliseconds time);

    boost::asio::awaitable<void> wait_for(std::chrono::milliseconds time);

private:
    boost::asio::steady_timer timer_;
    bool raised_ = false;
    bool resting_ = false;
};

} // namespace langnghe::daemon
