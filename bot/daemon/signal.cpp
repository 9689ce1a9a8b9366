#include "bot/daemon/signal.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <utility>

namespace langnghe::daemon {

namespace asio = boost::asio;

asio::awaitable<void> Signal::rest_for(std::chrono::milliseconds time)
{
    resting_ = true;
    timer_.expires_after(time);
    constexpr auto token = asio::as_tuple(asio::use_awaitable);
    co_await timer_.async_wait(token);
    resting_ = false;
}

asio::awaitable<void> Signal::wait_for(std::chrono::milliseconds time)
{
    if (std::exchange(raised_, false))
        co_return;
    timer_.expires_after(time);
    constexpr auto token = asio::as_tuple(asio::use_awaitable);
    co_await timer_.async_wait(token);
    raised_ = false;
}

} // namespace langnghe::daemon
