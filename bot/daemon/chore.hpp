#pragma once
// Work that comes back every so often until it is stopped: one loop around once(). On the I/O thread.

#include "bot/daemon/signal.hpp"

namespace langnghe::daemon {

class Chore
{
public:
    virtual ~Chore() = default;
    Chore(const Chore&) = delete;
    Chore& operator=(const Chore&) = delete;

    virtual boost::asio::awaitable<void> run(); // until stop()
    void stop();
    // There may be something to do: now, not later.
    void wake() { signal_.raise(); }

protected:
    // `first`: how long nothing is done after the start.
    explicit Chore(const boost::asio::any_io_executor& executor,
                   std::chrono::milliseconds first = std::chrono::milliseconds::zero())
        : signal_(executor), first_(first)
    {}

    // Does what is due; returns how long nothing will be, unless it is woken.
    virtual boost::asio::awaitable<std::chrono::milliseconds> once() = 0;

    bool stopping() const { return stopping_; }
    Signal& signal() { return signal_; }

private:
    Signal signal_;
    std::chrono::milliseconds first_;
    bool stopping_ = false;
};

} // namespace langnghe::daemon
