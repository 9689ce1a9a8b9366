#include "adapters/sandbox/signal.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace langnghe::sandbox {

namespace asio = boost::asio;

namespace {

struct Leave
{
    std::list<asio::steady_timer>& waiters;
    std::list<asio::steady_timer>::iterator self;
    ~Leave() { waiters.erase(self); }
};

} // namespace

void Signal::notify()
{
    for (auto& waiter : waiters_)
        waiter.cancel();
}

asio::awaitable<void> Signal::wait(std::chrono::steady_clock::time_point until)
{
    const auto self = waiters_.emplace(waiters_.end(), executor_, until);
    const Leave leave{waiters_, self};
    co_await self->async_wait(asio::as_tuple(asio::use_awaitable));
}

asio::awaitable<void> pause(asio::any_io_executor executor, std::chrono::milliseconds wait)
{
    asio::steady_timer timer(executor, wait);
    co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
}

} // namespace langnghe::sandbox
