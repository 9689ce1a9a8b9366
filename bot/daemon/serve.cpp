#include "bot/daemon/serve.hpp"

#include "bot/daemon/daemon.hpp"
#include "bot/daemon/until_signal.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace langnghe::daemon {

int serve(const config::Configuration& configuration)
{
    boost::asio::io_context io{1};
    Daemon daemon{io, configuration, {}};
    const auto problems = daemon.open();
    for (const std::string& problem : problems)
        fmt::print(stderr, "langnghe: {}\n", problem);
    if (!problems.empty())
        return 1;
    daemon.start();
    run_until_signal(io, [&daemon] { return daemon.stop(); });
    return 0;
}

} // namespace langnghe::daemon
