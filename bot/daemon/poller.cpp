#include "bot/daemon/poller.hpp"

#include "bot/daemon/transport.hpp"
#include "bot/log/log.hpp"

#include <algorithm>
#include <utility>

namespace langnghe::daemon {
namespace asio = boost::asio;
namespace {

constexpr std::chrono::seconds held{50};
constexpr std::chrono::milliseconds patience{65'000};
constexpr std::size_t longest_answer = std::size_t{8} << 20; // a hundred updates
constexpr std::chrono::milliseconds first_pause{1'000};
constexpr std::chrono::milliseconds longest_pause{60'000};
constexpr std::chrono::milliseconds longest_told{3'600'000};

} // namespace

Poller::Poller(Environment& environment, const Commune& commune, sql::Store& store, const Channel& channel,
               Arrivals arrivals)
    : Chore(environment.executor), environment_(environment), commune_(commune), store_(store), channel_(channel),
      arrivals_(std::move(arrivals)), metrics_(environment.metrics.channel(commune.slug, channel.section.name)),
      pause_(first_pause)
{}

asio::awaitable<std::chrono::milliseconds> Poller::once()
{
    const auto begun = std::chrono::steady_clock::now();
    const bool fetched = co_await fetch();
    pause_ = fetched ? first_pause : std::min(pause_ * 2, longest_pause);
    // Who answers "nothing" at once instead of holding the call would be asked without end.
    const bool hurried = idle_ && std::chrono::steady_clock::now() - begun < first_pause;
    if (fetched && !hurried)
        co_return std::chrono::milliseconds::zero();
    co_return std::max(pause_, told_to_wait_);
}

// True when what came is on disk; only then the next call confirms it. What a platform gives out once alone is kept
// here until then, and nothing more is asked for.
asio::awaitable<bool> Poller::fetch()
{
    if (unstored_.updates.empty()) {
        const bool came = co_await ask();
        if (!came)
            co_return false;
    }
    const bool stored = co_await store(unstored_.updates);
    if (!stored)
        co_return false;
    if (unstored_.next_offset)
        offset_ = *unstored_.next_offset;
    unstored_ = {};
    co_return true;
}

asio::awaitable<bool> Poller::ask()
{
    auto request = request_of(channel_.polling->poll(offset_, held), patience);
    request.body_limit = longest_answer;
    const auto reply = co_await environment_.client.send(std::move(request));
    if (stopping() && reply.stage != net::Stage::answered)
        co_return false;
    // What was fetched is stored, also when the end came meanwhile.
    co_await asio::this_coro::reset_cancellation_state();
    unstored_ = channel_.polling->read_poll(answer_of(reply));
    note(unstored_.outcome);
    metrics_.variants(unstored_.variant);
    told_to_wait_ =
        std::min<std::chrono::milliseconds>(unstored_.outcome.retry_after.value_or(Duration{0}), longest_told);
    idle_ = unstored_.updates.empty();
    co_return unstored_.outcome.kind == Outcome::Kind::accepted;
}

asio::awaitable<bool> Poller::store(const std::vector<std::string>& updates)
{
    if (updates.empty())
        co_return true;
    auto stored = co_await write(updates, take_in);
    if (stored.has_error() && stored.error() == Errc::storage_refused)
        stored = co_await store_one_by_one(updates);
    if (stored)
        tell(updates);
    else
        log::warn("poller.not_stored",
                  {{"commune", commune_.slug}, {"channel", channel_.section.name}, {"why", stored.error().message()}});
    co_return stored.has_value();
}

void Poller::tell(const std::vector<std::string>& updates)
{
    arrivals_.stored();
    for (const std::string& update : updates)
        for (const InboundEvent& event : channel_.platform->parse(update, environment_.now())) {
            metrics_.event(event.content);
            if (const auto* press = std::get_if<ButtonPress>(&event.content))
                arrivals_.pressed(*press);
        }
}

// All of them in one transaction.
asio::awaitable<Result<void>> Poller::write(std::span<const std::string> updates, Keep keep)
{
    auto job = [this, updates, keep, now = environment_.now()](Tx& tx) {
        Context context{tx, commune_, environment_.random, now};
        for (const std::string& update : updates)
            for (const InboundEvent& event : channel_.platform->parse(update, now))
                keep(context, event, update);
    };
    co_return co_await store_.write(std::move(job));
}

// One of them is refused for good: it is set aside, the others go their way.
asio::awaitable<Result<void>> Poller::store_one_by_one(std::span<const std::string> updates)
{
    Result<void> stored;
    for (std::size_t i = 0; i < updates.size() && stored; ++i) {
        const auto one = updates.subspan(i, 1);
        stored = co_await write(one, take_in);
        if (stored.has_error() && stored.error() == Errc::storage_refused)
            stored = co_await write(one, set_aside);
    }
    co_return stored;
}

void Poller::note(const Outcome& outcome)
{
    const bool healthy = outcome.kind == Outcome::Kind::accepted;
    std::string trouble = healthy ? std::string{} : "cannot fetch updates: " + outcome.error;
    if (trouble == trouble_)
        return;
    trouble_ = std::move(trouble);
    metrics_.usable(healthy);
    if (!healthy)
        log::warn("poller.failed",
                  {{"commune", commune_.slug}, {"channel", channel_.section.name}, {"why", outcome.error}});
}

} // namespace langnghe::daemon
