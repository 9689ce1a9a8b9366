#include "bot/daemon/keeper.hpp"

#include "bot/commune/tokens.hpp"
#include "bot/daemon/transport.hpp"
#include "bot/log/log.hpp"

#include <boost/asio/this_coro.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace langnghe::daemon {
namespace asio = boost::asio;
namespace {

using credentials::GrantAnswer;
using credentials::Probed;
using credentials::Step;

constexpr std::chrono::milliseconds retry_store{1'000};
constexpr std::chrono::milliseconds longest_rest{60'000};

net::TaskObserver observer()
{
    return [](std::string_view name, std::exception_ptr error) {
        if (!net::is_cancellation(error))
            log::error("task.failed", {{"where", "keeper"}, {"task", name}});
    };
}

Probed probed_by(const Outcome& outcome)
{
    if (outcome.token_refused)
        return Probed::refused;
    return outcome.kind == Outcome::Kind::accepted ? Probed::taken : Probed::unknown;
}

} // namespace

Keeper::Keeper(Environment& environment, const CommuneSetup& setup, sql::Store& store, const Channel& channel,
               std::function<void()> on_usable)
    : environment_(environment), setup_(setup), store_(store), channel_(channel), name_(channel.section.name),
      on_usable_(std::move(on_usable)), metrics_(environment.metrics.channel(setup.facts.slug, name_)),
      signal_(environment.executor), task_(environment.executor, observer(), 1)
{}

void Keeper::start() { task_.spawn("keeper", run()); }

void Keeper::reload()
{
    stale_ = true;
    signal_.raise();
}

void Keeper::refused(std::int64_t number)
{
    if (number == 0 || number != grant_.number || watch_.refused)
        return;
    watch_.refused = true;
    signal_.raise();
}

asio::awaitable<void> Keeper::stop(std::chrono::milliseconds grace)
{
    stopping_ = true;
    signal_.raise();
    const bool done = co_await task_.join_for(grace);
    if (!done) {
        task_.cancel();
        co_await task_.join();
    }
}

asio::awaitable<void> Keeper::run()
{
    while (!stopping_) {
        if (stale_)
            co_await load();
        const TimePoint now = environment_.now();
        const auto next = credentials::plan(grant_, watch_, now);
        if (stale_) {
            co_await signal_.wait_for(retry_store);
        } else if (next.step == Step::refresh) {
            co_await refresh();
        } else if (next.step == Step::probe) {
            co_await probe();
        } else if (next.step == Step::give_up) {
            co_await give_up(next.why);
        } else {
            show();
            const auto rest =
                std::clamp<std::chrono::milliseconds>(next.at - now, std::chrono::milliseconds{1}, longest_rest);
            co_await signal_.wait_for(rest);
        }
    }
}

// What is stored, or the configuration's pair where that is newer.
asio::awaitable<void> Keeper::load()
{
    stale_ = false;
    auto job = [this, now = environment_.now()](Tx& tx) { return stored_grant(tx, setup_, channel_, now); };
    auto found = co_await store_.write(std::move(job));
    if (found)
        take(std::move(*found));
    else
        stale_ = true;
}

void Keeper::take(credentials::Grant grant)
{
    const bool another = !loaded_ || grant.number != grant_.number;
    loaded_ = true;
    grant_ = std::move(grant);
    if (another) {
        watch_ = {};
        auto pair = setup_.vault.open(name_, grant_.number, grant_.sealed);
        sealed_ = !pair && !grant_.sealed.empty();
        if (sealed_)
            log::error("token.sealed", {{"commune", setup_.facts.slug},
                                        {"channel", name_},
                                        {"what", "the stored tokens cannot be opened; was the master key changed?"}});
        bring_into_use(pair ? std::move(*pair) : credentials::TokenPair{});
    }
    if (another && grant_.lost_at)
        raise_alarm();
    if (sealed_)
        grant_.sealed.clear(); // here alone: the store keeps it
    if (grant_.begun_at && !watch_.doubt_at)
        watch_.doubt_at = environment_.now();
}

void Keeper::bring_into_use(credentials::TokenPair pair)
{
    pair_ = std::move(pair);
    if (pair_.access.empty())
        return;
    log::add_secret(pair_.access);
    log::add_secret(pair_.refresh);
    channel_.renewing->use(pair_.access);
    on_usable_();
}

asio::awaitable<void> Keeper::refresh()
{
    auto begun = grant_;
    credentials::begin(begun, environment_.now());
    const Saved noted = co_await save(std::move(begun));
    if (noted != Saved::done) {
        co_await signal_.wait_for(retry_store);
        co_return;
    }
    auto request = request_of(channel_.renewing->refresh(pair_.refresh), environment_.send_timeout);
    const auto reply = co_await environment_.client.send(std::move(request));
    // What is known is stored, also when the end came meanwhile.
    co_await asio::this_coro::reset_cancellation_state();
    auto answer = channel_.renewing->read_grant(answer_of(reply));
    co_await settle(std::move(answer));
}

// Until it is stored; only then the new pair is used.
asio::awaitable<void> Keeper::settle(GrantAnswer answer)
{
    log::add_secret(answer.tokens.access);
    log::add_secret(answer.tokens.refresh);
    metrics_.renewed(answer.kind);
    const bool renewed = answer.kind == GrantAnswer::Kind::renewed;
    const auto before = grant_.number;
    std::string sealed = renewed ? setup_.vault.seal(name_, before + 1, answer.tokens) : std::string{};
    auto grant = grant_;
    auto watch = watch_;
    credentials::settle(grant, watch, answer, std::move(sealed), environment_.now());
    Signal pause{environment_.executor};
    Saved saved = co_await save(grant);
    while (saved == Saved::not_now) {
        co_await pause.wait_for(retry_store);
        saved = co_await save(grant);
    }
    if (saved == Saved::overtaken)
        co_return;
    // What was refused while this was stored was the pair before.
    watch.refused = watch.refused || (!renewed && watch_.refused);
    watch_ = std::move(watch);
    if (renewed) {
        log::info("token.renewed", {{"commune", setup_.facts.slug}, {"channel", name_}});
        bring_into_use(std::move(answer.tokens));
    } else {
        log::warn("token.not_renewed", {{"commune", setup_.facts.slug}, {"channel", name_}, {"why", answer.error}});
    }
}

asio::awaitable<void> Keeper::probe()
{
    auto request = request_of(channel_.platform->probe(), environment_.send_timeout);
    const auto reply = co_await environment_.client.send(std::move(request));
    const auto probed = probed_by(channel_.platform->read(answer_of(reply), {}));
    auto grant = grant_;
    credentials::settle(grant, watch_, probed, environment_.now());
    if (probed != Probed::taken)
        co_return;
    const Saved saved = co_await save(std::move(grant));
    if (saved == Saved::done)
        log::info("token.doubt_settled", {{"commune", setup_.facts.slug}, {"channel", name_}});
}

asio::awaitable<void> Keeper::give_up(std::string why)
{
    auto grant = grant_;
    credentials::lose(grant, why, environment_.now());
    const Saved saved = co_await save(std::move(grant));
    if (saved != Saved::done)
        co_await signal_.wait_for(retry_store);
}

asio::awaitable<Keeper::Saved> Keeper::save(credentials::Grant grant)
{
    const bool lost = grant.lost_at && !grant_.lost_at;
    auto job = [this, grant, before = grant_.number](Tx& tx) { return replace_grant(tx, name_, grant, before); };
    const auto stored = co_await store_.write(std::move(job));
    if (!stored)
        co_return Saved::not_now;
    if (!*stored) {
        reload();
        co_return Saved::overtaken;
    }
    grant_ = std::move(grant);
    if (lost)
        raise_alarm();
    show();
    co_return Saved::done;
}

void Keeper::raise_alarm() const
{
    log::error("channel.reconnect_needed",
               {{"commune", setup_.facts.slug}, {"channel", name_}, {"why", grant_.lost_why}});
}

void Keeper::show()
{
    metrics_.reconnect_needed(grant_.lost_at.has_value());
    metrics_.token_left(std::chrono::duration<double>(grant_.expires_at - environment_.now()).count());
}

std::string Keeper::trouble() const
{
    const std::string how = fmt::format("run langnghe channel connect {}", name_);
    if (sealed_)
        return "the stored tokens cannot be opened; was the master key changed? Otherwise " + how;
    if (grant_.lost_at)
        return fmt::format("reconnect needed: {}; {}", grant_.lost_why, how);
    if (!stale_ && grant_.sealed.empty())
        return "not connected yet: " + how;
    if (watch_.refused && watch_.failures > 0)
        return fmt::format("the access token is refused and could not be renewed: {}", watch_.error);
    return {};
}

} // namespace langnghe::daemon
