#include "bot/daemon/dispatcher.hpp"

#include "bot/daemon/keeper.hpp"
#include "bot/daemon/transport.hpp"
#include "bot/log/log.hpp"
#include "core/outbox/decide.hpp"
#include "core/outbox/rounds.hpp"

#include <algorithm>
#include <utility>

namespace langnghe::daemon {
namespace asio = boost::asio;
namespace {

constexpr std::size_t parallel_sends = 8;
constexpr std::chrono::milliseconds shortest_rest{5}; // a burst of messages is one look, not one each
constexpr std::chrono::milliseconds longest_rest{30'000};
constexpr std::chrono::milliseconds retry_store{1'000};

net::TaskObserver observer(std::string_view what)
{
    return [what](std::string_view name, std::exception_ptr error) {
        if (!net::is_cancellation(error))
            log::error("task.failed", {{"where", what}, {"task", name}});
    };
}

// A chat with a send in flight, however that ends.
class Underway
{
public:
    Underway(std::set<std::string>& busy, std::string chat) : busy_(busy), chat_(std::move(chat)) {}
    ~Underway() { busy_.erase(chat_); }
    Underway(const Underway&) = delete;
    Underway& operator=(const Underway&) = delete;

private:
    std::set<std::string>& busy_;
    std::string chat_;
};

std::chrono::milliseconds until(TimePoint time, TimePoint now)
{
    return std::clamp<std::chrono::milliseconds>(time - now, std::chrono::milliseconds{1}, longest_rest);
}

} // namespace

Dispatcher::Dispatcher(Environment& environment, const Commune& commune, sql::Store& store, const Channel& channel,
                       Outgoing& outgoing, Keeper* keeper)
    : environment_(environment), commune_(commune), store_(store), channel_(channel),
      info_(commune.channels.at(channel.section.name)), keeper_(keeper),
      metrics_(environment.metrics.channel(commune.slug, channel.section.name)),
      courier_(environment, commune, channel, outgoing), pace_(info_.traits), signal_(environment.executor),
      loop_(environment.executor, observer("dispatcher"), 1),
      sends_(environment.executor, observer("send"), parallel_sends)
{}

void Dispatcher::start() { loop_.spawn("dispatcher", run()); }

void Dispatcher::stop_claiming()
{
    stopping_ = true;
    signal_.raise();
}

asio::awaitable<void> Dispatcher::stop(std::chrono::milliseconds grace)
{
    stop_claiming();
    co_await loop_.join();
    const bool done = co_await sends_.join_for(grace);
    if (!done) {
        sends_.cancel();
        co_await sends_.join();
    }
}

asio::awaitable<void> Dispatcher::run()
{
    const std::optional<TimePoint> all;
    bool recovered = co_await recover_orphans(all);
    while (!recovered && !stopping_) {
        co_await signal_.wait_for(retry_store);
        recovered = co_await recover_orphans(all);
    }
    // News does not cut the delay short.
    const auto first = std::chrono::steady_clock::now() + environment_.start_delay;
    while (!stopping_ && std::chrono::steady_clock::now() < first)
        co_await signal_.wait_for(
            std::chrono::ceil<std::chrono::milliseconds>(first - std::chrono::steady_clock::now()));
    while (!stopping_) {
        co_await follow_clock();
        const auto rest = co_await round();
        co_await signal_.rest_for(shortest_rest);
        if (!stopping_)
            co_await signal_.wait_for(rest);
    }
}

// Sends what may go now; returns how long nothing else is due.
asio::awaitable<std::chrono::milliseconds> Dispatcher::round()
{
    const TimePoint now = environment_.now();
    const std::size_t room = parallel_sends - std::min(parallel_sends, sends_.size());
    if (room == 0)
        co_return longest_rest;
    auto seen = co_await look(room, now);
    if (!seen)
        co_return retry_store;
    if (seen->lapsed)
        co_await recover_orphans(now);
    note_usage(seen->usage, now);
    if (seen->paused_until)
        co_return until(*seen->paused_until, now);
    seen->due.allowance = outbox::allowance(info_.traits.quota, seen->usage, busy_.size());
    const std::size_t most = keeper_ == nullptr || keeper_->usable() ? room : 0;
    const outbox::Terms terms{info_.traits, info_.paid_messages, most};
    auto plan = outbox::plan(std::move(seen->due), pace_, terms, now);
    const bool more = !plan.send.empty() || !plan.changed.empty();
    const bool stored = co_await put_off(std::move(plan.changed));
    const bool claimed = co_await claim_and_send(std::move(plan.send));
    if (!stored || !claimed)
        co_return retry_store;
    co_return more ? std::chrono::milliseconds{1} : until(plan.next.value_or(now + longest_rest), now);
}

asio::awaitable<Result<outbox::Seen>> Dispatcher::look(std::size_t room, TimePoint now)
{
    std::vector<std::string> busy = pace_.waiting(now);
    busy.insert(busy.end(), busy_.begin(), busy_.end());
    auto job = [this, now, room, busy = std::move(busy)](Tx& tx) {
        return outbox::look(tx, commune_, info_, room, busy, now);
    };
    co_return co_await store_.read(std::move(job));
}

// False when it could not be stored.
asio::awaitable<bool> Dispatcher::put_off(std::vector<OutboxItem> changed)
{
    if (changed.empty())
        co_return true;
    const auto unsent = std::ranges::count_if(changed, [](const auto& item) { return is_settled(item.state); });
    auto job = [changed = std::move(changed)](Tx& tx) { outbox::put_off(tx, changed); };
    const auto stored = co_await store_.write(std::move(job));
    if (stored && unsent > 0)
        log::warn("outbox.unsent", {{"commune", commune_.slug}, {"channel", info_.name}, {"rows", unsent}});
    co_return stored.has_value();
}

// False when it could not be stored: then nothing is sent.
asio::awaitable<bool> Dispatcher::claim_and_send(std::vector<outbox::Parcel> chosen)
{
    if (chosen.empty() || stopping_)
        co_return true;
    auto job = [chosen = std::move(chosen), until = environment_.now() + outbox::lease](Tx& tx) {
        return outbox::claim(tx, chosen, until);
    };
    auto claimed = co_await store_.write(std::move(job));
    if (!claimed)
        co_return false;
    for (outbox::Parcel& parcel : *claimed) {
        const std::string chat = parcel.lead().chat;
        busy_.insert(chat);
        if (!sends_.spawn("send", send(std::move(parcel))))
            busy_.erase(chat);
    }
    co_return true;
}

asio::awaitable<void> Dispatcher::send(outbox::Parcel parcel)
{
    const OutboxItem item = outbox::message_of(parcel.rows);
    const Underway underway(busy_, item.chat);
    const auto begun = std::chrono::steady_clock::now();
    const std::int64_t pair = keeper_ != nullptr ? keeper_->number() : 0;
    Outcome outcome;
    if (item.files.empty() || item.form)
        outcome = co_await send_words(item);
    else
        outcome = co_await courier_.send(item);
    // What is known is stored, also when the end came meanwhile.
    co_await asio::this_coro::reset_cancellation_state();
    if (outcome.token_refused && keeper_ != nullptr)
        keeper_->refused(pair);
    metrics_.sent(outcome.kind);
    metrics_.charged(outcome.charge);
    metrics_.send_seconds(std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count());
    const double random = jitter();
    note(item, outcome, random);
    const auto settled = outbox::settle(parcel.rows, outcome, info_.traits, environment_.now(), random);
    co_await store_outcome(parcel.rows, settled, outcome);
    signal_.raise();
}

asio::awaitable<Outcome> Dispatcher::send_words(const OutboxItem& item)
{
    auto request = request_of(channel_.platform->send(item), environment_.send_timeout);
    const auto reply = co_await environment_.client.send(std::move(request));
    auto answer = answer_of(reply);
    answer.at = environment_.now();
    co_return channel_.platform->read(answer, item);
}

// Until it is stored: the rows stay claimed, and the chat busy, as long as the disk is full.
asio::awaitable<void> Dispatcher::store_outcome(const std::vector<OutboxItem>& before,
                                                const std::vector<OutboxItem>& after, const Outcome& outcome)
{
    Signal pause{environment_.executor};
    while (true) {
        auto job = [this, &before, &after, &outcome, now = environment_.now()](Tx& tx) {
            Context context{tx, commune_, environment_.random, now};
            outbox::record(context, before, after, outcome);
        };
        const auto stored = co_await store_.write(std::move(job));
        if (stored || stopping_)
            co_return;
        co_await pause.wait_for(retry_store);
    }
}

// What an outcome means for the channel, and for those who watch the log.
void Dispatcher::note(const OutboxItem& item, const Outcome& outcome, double random)
{
    using Kind = Outcome::Kind;
    if (outcome.token_refused && keeper_ != nullptr) {
        if (outcome.retry_after)
            pace_.hold_channel(environment_.now() + *outcome.retry_after);
        return; // it sees to it, and tells
    }
    pace_.learn(item.chat, outcome, environment_.now(), random);
    if (outcome.kind == Kind::channel_paused && trouble_ != outcome.error)
        log::error("channel.paused", {{"commune", commune_.slug}, {"channel", info_.name}, {"why", outcome.error}});
    else if (outcome.kind != Kind::accepted && outcome.kind != Kind::channel_paused)
        log::warn("outbox.not_sent", {{"commune", commune_.slug},
                                      {"channel", info_.name},
                                      {"outbox", number(item.id)},
                                      {"attempt", item.attempts + 1},
                                      {"why", outcome.error}});
    if (outbox::proves_usable(outcome.kind))
        trouble_.clear();
    else if (outcome.kind == Kind::channel_paused)
        trouble_ = outcome.error;
    metrics_.usable(trouble().empty());
}

} // namespace langnghe::daemon
