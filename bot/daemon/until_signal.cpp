#include "bot/daemon/until_signal.hpp"

#include "bot/log/log.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <csignal>
#include <cstdlib>
#include <utility>

namespace langnghe::daemon {
namespace asio = boost::asio;
namespace {

constexpr int interrupted_status = 130;

void end_at_once(boost::system::error_code error, int)
{
    if (!error)
        std::_Exit(interrupted_status);
}

asio::awaitable<void> wait_and_stop(asio::signal_set& signals, std::function<asio::awaitable<void>()> stop)
{
    constexpr auto token = asio::as_tuple(asio::use_awaitable);
    co_await signals.async_wait(token);
    signals.async_wait(end_at_once);
    co_await stop();
    signals.cancel();
}

void report(std::exception_ptr error)
{
    if (error)
        log::error("task.failed", {{"task", "stop"}});
}

} // namespace

void run_until_signal(asio::io_context& io, std::function<asio::awaitable<void>()> stop)
{
    asio::signal_set signals{io, SIGTERM, SIGINT};
    asio::co_spawn(io, wait_and_stop(signals, std::move(stop)), report);
    io.run();
}

} // namespace langnghe::daemon
