#pragma once
// The whole daemon on one io_context: communes, listeners, an orderly end. `serve` and `sandbox` both run this.

#include "bot/config/config.hpp"
#include "bot/daemon/environment.hpp"
#include "bot/daemon/routes.hpp"

#include <boost/asio/io_context.hpp>

#include <filesystem>
#include <memory>
#include <string>

namespace langnghe::daemon {

struct DaemonOptions
{
    std::chrono::milliseconds start_delay{2'000};
    std::chrono::milliseconds send_timeout{30'000};  // for one call to a platform
    std::function<TimePoint()> now{};                // empty: the system's clock
    std::filesystem::path helper = "/proc/self/exe"; // what draws images anew
};

class Daemon
{
public:
    Daemon(boost::asio::io_context& io, const config::Configuration& configuration, DaemonOptions options);
    ~Daemon();
    Daemon(const Daemon&) = delete;
    Daemon& operator=(const Daemon&) = delete;

    // Opens every store and listener. Why not, one line for each problem; empty when done.
    std::vector<std::string> open();
    void start();
    // Not ready, no new connections; sends in flight get 5 s, connections 5 s; then the stores are closed.
    boost::asio::awaitable<void> stop();

    std::uint16_t port() const;
    std::uint16_t admin_port() const;
    bool ready() const;
    Service* service(std::string_view slug);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace langnghe::daemon
