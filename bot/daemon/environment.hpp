#pragma once
// What every part of the daemon works with. Outlives them all.

#include "adapters/metrics/metrics.hpp"
#include "adapters/net/client.hpp"
#include "adapters/net/task_group.hpp"
#include "core/commune/commune.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <filesystem>
#include <functional>

namespace langnghe::daemon {

struct Environment
{
    boost::asio::any_io_executor executor; // of the one I/O thread
    std::function<TimePoint()> now;
    Random random;
    metrics::Metrics& metrics;
    net::Client& client;
    std::chrono::milliseconds start_delay{2'000}; // before the first send, so that a crash loop floods nobody
    std::chrono::milliseconds send_timeout{30'000};
    std::filesystem::path helper = "/proc/self/exe"; // what draws images anew
};

} // namespace langnghe::daemon
