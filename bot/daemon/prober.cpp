#include "bot/daemon/prober.hpp"

#include "bot/daemon/keeper.hpp"
#include "bot/daemon/transport.hpp"
#include "bot/log/log.hpp"

#include <utility>

namespace langnghe::daemon {
namespace {

constexpr std::chrono::minutes between{5};

} // namespace

Prober::Prober(Environment& environment, const Commune& commune, const Channel& channel, Keeper* keeper)
    : Chore(environment.executor), environment_(environment), commune_(commune), channel_(channel), keeper_(keeper)
{}

boost::asio::awaitable<std::chrono::milliseconds> Prober::once()
{
    co_await ask();
    co_return between;
}

boost::asio::awaitable<void> Prober::ask()
{
    if (keeper_ != nullptr && !keeper_->usable())
        co_return; // it knows why, and tells
    const std::int64_t pair = keeper_ != nullptr ? keeper_->number() : 0;
    auto request = request_of(channel_.platform->probe(), environment_.send_timeout);
    const auto reply = co_await environment_.client.send(std::move(request));
    const auto answer = answer_of(reply);
    if (keeper_ != nullptr && channel_.platform->read(answer, {}).token_refused) {
        keeper_->refused(pair);
        co_return;
    }
    warn(channel_.platform->read_warning(answer, environment_.now()));
    std::string found = channel_.platform->read_probe(answer);
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

void Prober::warn(std::string warning)
{
    if (!warning.empty() && warning != warning_)
        log::warn("channel.warning",
                  {{"commune", commune_.slug}, {"channel", channel_.section.name}, {"what", warning}});
    warning_ = std::move(warning);
}

} // namespace langnghe::daemon
