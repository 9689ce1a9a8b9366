#include "bot/daemon/serve.hpp"

#include "bot/daemon/daemon.hpp"
#include "bot/daemon/until_signal.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

#include <cstdio>

namespace langnghe::daemon {
namespace {

// As many descriptors as we may have: the usual soft limit of 1,024 is a tenth of the connections that are allowed.
void raise_descriptor_limit()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

} // namespace

int serve(const config::Configuration& configuration)
{
    raise_descriptor_limit();
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
