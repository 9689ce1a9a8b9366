#include "bot/daemon/presses.hpp"

#include "bot/daemon/signal.hpp"
#include "bot/daemon/transport.hpp"
#include "bot/log/log.hpp"
#include "core/intake/private_message.hpp"

#include <algorithm>
#include <utility>

namespace langnghe::daemon {
namespace asio = boost::asio;
namespace {

constexpr std::size_t at_once = 64; // more go without an answer: the mark ends by itself
constexpr int attempts = 3;
constexpr Duration longest_wait = std::chrono::seconds{20};

net::TaskObserver observer()
{
    return [](std::string_view name, std::exception_ptr error) {
        if (!net::is_cancellation(error))
            log::error("task.failed", {{"where", "presses"}, {"task", name}});
    };
}

// How long to wait before another attempt; nothing when none makes sense. Both calls may be repeated without harm.
std::optional<Duration> wait_after(const Outcome& outcome)
{
    using Kind = Outcome::Kind;
    if (outcome.kind == Kind::retry_at)
        return outcome.retry_after.value_or(longest_wait) <= longest_wait ? outcome.retry_after : std::nullopt;
    const bool again = outcome.kind == Kind::temporary || outcome.kind == Kind::ambiguous;
    return again ? std::optional<Duration>{std::chrono::seconds{1}} : std::nullopt;
}

} // namespace

Presses::Presses(Environment& environment, const Commune& commune, const Channel& channel)
    : environment_(environment), commune_(commune), channel_(channel), tasks_(environment.executor, observer(), at_once)
{}

void Presses::answer(const ButtonPress& press)
{
    if (channel_.presses != nullptr && !press.id.empty())
        tasks_.spawn("press", respond(press));
}

asio::awaitable<void> Presses::stop(std::chrono::milliseconds grace)
{
    const bool done = co_await tasks_.join_for(grace);
    if (done)
        co_return;
    tasks_.cancel();
    co_await tasks_.join();
}

asio::awaitable<void> Presses::respond(ButtonPress press)
{
    auto end_mark = channel_.presses->answer_press(press, {});
    co_await insist(std::move(end_mark), "answer");
    if (!serves_once(press))
        co_return;
    auto close = channel_.presses->close_buttons(press);
    if (close)
        co_await insist(std::move(*close), "buttons");
}

asio::awaitable<void> Presses::insist(PlatformCall call, std::string_view what)
{
    Signal pause{environment_.executor};
    for (int attempt = 1;; ++attempt) {
        auto request = request_of(call, environment_.send_timeout);
        const auto reply = co_await environment_.client.send(std::move(request));
        const Outcome outcome = channel_.platform->read(answer_of(reply), {});
        if (outcome.kind == Outcome::Kind::accepted)
            co_return;
        const auto wait = wait_after(outcome);
        if (!wait || attempt == attempts) {
            log::warn("press.not_answered", {{"commune", commune_.slug},
                                             {"channel", channel_.section.name},
                                             {"what", what},
                                             {"why", outcome.error}});
            co_return;
        }
        co_await pause.wait_for(*wait);
    }
}

} // namespace langnghe::daemon
