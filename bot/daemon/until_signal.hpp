#pragma once
// Runs an io_context until SIGTERM or SIGINT, then ends in order: the context returns because no work is left. A second
// signal ends the process at once.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include <functional>

namespace langnghe::daemon {

void run_until_signal(boost::asio::io_context& io, std::function<boost::asio::awaitable<void>()> stop);

} // namespace langnghe::daemon
