#include "bot/daemon/prober.hpp"

#include "bot/daemon/transport.hpp"
#include "bot/log/log.hpp"

#include <utility>

namespace langnghe::daemon {
namespace {

constexpr std::chrono::minutes between{5};

} // namespace

Prober::Prober(Environment& environment, const Commune& commune, const Channel& channel)
    : environment_(environment), commune_(commune), channel_(channel), signal_(environment.executor)
{}

boost::asio::awaitable<void> Prober::run()
{
    while (!stopping_) {
        co_await ask();
        if (!stopping_)
            co_await signal_.wait_for(between);
    }
}

void Prober::stop()
{
    stopping_ = true;
    signal_.raise();
}

boost::asio::awaitable<void> Prober::ask()
{
    auto request = request_of(channel_.platform->probe(), environment_.send_timeout);
    const auto reply = co_await environment_.client.send(std::move(request));
    std::string found = channel_.platform->read_probe(answer_of(reply));
    if (found == trouble_)
        co_return;
    trouble_ = std::move(found);
    environment_.metrics.channel(commune_.slug, channel_.section.name).usable(trouble_.empty());
    if (trouble_.empty())
        log::info("channel.usable", {{"commune", commune_.slug}, {"channel", channel_.section.name}});
    else
        log::error("channel.unusable",
                   {{"commune", commune_.slug}, {"channel", channel_.section.name}, {"why", trouble_}});
}

} // namespace langnghe::daemon
