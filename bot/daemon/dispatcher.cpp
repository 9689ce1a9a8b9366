#include "bot/daemon/dispatcher.hpp"

#include "bot/daemon/keeper.hpp"
#include "bot/daemon/transport.hpp"
#include "bot/log/log.hpp"
#include "core/intake/group_message.hpp"
#include "core/outbox/decide.hpp"
#include "core/store/sent.hpp"

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

// What a change of address or a vanished chat means beyond the item itself.
void note_chat(Context& context, const OutboxItem& before, const Outcome& outcome)
{
    using Kind = Outcome::Kind;
    if (outcome.kind == Kind::adjust && outcome.adjustment == Outcome::Adjustment::new_chat)
        take_migration(context, before.channel, {before.chat, outcome.new_chat});
    if (outcome.kind != Kind::chat_gone)
        return;
    if (before.chat_kind == ChatKind::group) {
        if (auto group = context.tx.groups().find(before.channel, before.chat)) {
            group->unreachable = true;
            context.tx.groups().save(*group);
        }
    } else if (auto identity = context.tx.people().find(before.channel, before.chat)) {
        identity->unreachable = true;
        context.tx.people().save(*identity);
    }
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
    seen->due.allowance = outbox::allowance(info_.traits.quota, seen->usage, busy_.size());
    const std::size_t most = keeper_ == nullptr || keeper_->usable() ? room : 0;
    auto plan = outbox::plan(std::move(seen->due), pace_, info_.traits, info_.paid_messages, most, now);
    const bool more = !plan.send.empty() || !plan.unsent.empty();
    const bool dropped = co_await drop(std::move(plan.unsent));
    const bool claimed = co_await claim_and_send(std::move(plan.send));
    if (!dropped || !claimed)
        co_return retry_store;
    co_return more ? std::chrono::milliseconds{1} : until(plan.next.value_or(now + longest_rest), now);
}

// One due row for each chat that is free, with what its window needs to be known; and whether a lease ran out.
asio::awaitable<Result<Dispatcher::Seen>> Dispatcher::look(std::size_t room, TimePoint now)
{
    std::vector<std::string> busy = pace_.waiting(now);
    busy.insert(busy.end(), busy_.begin(), busy_.end());
    auto job = [this, now, room, busy = std::move(busy)](Tx& tx) {
        Seen seen;
        for (const OutboxItem& claimed : tx.outbox().orphans(info_.name, now))
            seen.lapsed = seen.lapsed || std::ranges::find(busy, claimed.chat) == busy.end();
        for (OutboxItem& item : tx.outbox().due(info_.name, now, static_cast<int>(room * 2), busy)) {
            std::optional<TimePoint> last_inbound_at;
            if (item.chat_kind == ChatKind::private_chat)
                if (const auto identity = tx.people().find(info_.name, item.chat))
                    last_inbound_at = identity->last_inbound_at;
            seen.due.candidates.push_back({std::move(item), last_inbound_at});
        }
        seen.due.next = tx.outbox().next_due(info_.name);
        if (info_.traits.quota.messages > 0)
            seen.usage = tx.sent().usage(info_.name, outbox::month_in_vietnam(now));
        return seen;
    };
    co_return co_await store_.read(std::move(job));
}

// Settles rows that are not worth an attempt, or that the platform forbids. False when that could not be stored.
asio::awaitable<bool> Dispatcher::drop(std::vector<OutboxItem> unsent)
{
    if (unsent.empty())
        co_return true;
    const std::size_t rows = unsent.size();
    auto job = [unsent = std::move(unsent)](Tx& tx) {
        for (const OutboxItem& item : unsent) {
            auto present = tx.outbox().find(item.id);
            if (!present || present->state != DeliveryState::queued)
                continue;
            present->state = item.state;
            tx.outbox().save(*present);
        }
    };
    const auto dropped = co_await store_.write(std::move(job));
    if (dropped)
        log::warn("outbox.unsent", {{"commune", commune_.slug}, {"channel", info_.name}, {"rows", rows}});
    co_return dropped.has_value();
}

// Claims on disk before anything is written to the network: after a crash these rows are known to be in doubt. False
// when that could not be stored.
asio::awaitable<bool> Dispatcher::claim_and_send(std::vector<OutboxItem> chosen)
{
    if (chosen.empty() || stopping_)
        co_return true;
    auto job = [chosen = std::move(chosen), until = environment_.now() + outbox::lease](Tx& tx) {
        std::vector<OutboxItem> claimed;
        for (const OutboxItem& item : chosen) {
            auto present = tx.outbox().find(item.id);
            if (!present || present->state != DeliveryState::queued)
                continue;
            tx.outbox().claim(item.id, until);
            present->state = DeliveryState::claimed;
            present->lease_until = until;
            claimed.push_back(std::move(*present));
        }
        return claimed;
    };
    const auto claimed = co_await store_.write(std::move(job));
    if (!claimed)
        co_return false;
    for (const OutboxItem& item : *claimed) {
        busy_.insert(item.chat);
        if (!sends_.spawn("send", send(item)))
            busy_.erase(item.chat);
    }
    co_return true;
}

asio::awaitable<void> Dispatcher::send(OutboxItem item)
{
    const Underway underway(busy_, item.chat);
    const auto begun = std::chrono::steady_clock::now();
    const std::int64_t pair = keeper_ != nullptr ? keeper_->number() : 0;
    Outcome outcome;
    if (item.files.empty())
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
    note(item, outcome);
    const OutboxItem settled = outbox::settle(item, outcome, info_.traits, environment_.now(), jitter());
    co_await store_outcome(item, settled, outcome);
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

// Until it is stored: the row stays claimed, and the chat busy, as long as the disk is full.
asio::awaitable<void> Dispatcher::store_outcome(const OutboxItem& before, const OutboxItem& after,
                                                const Outcome& outcome)
{
    Signal pause{environment_.executor};
    while (true) {
        auto job = [this, &before, &after, &outcome, now = environment_.now()](Tx& tx) {
            Context context{tx, commune_, environment_.random, now};
            tx.outbox().save(after);
            if (outcome.kind == Outcome::Kind::accepted && !after.message.empty())
                tx.messages().add_sent(after);
            note_chat(context, before, outcome);
        };
        const auto stored = co_await store_.write(std::move(job));
        if (stored || stopping_)
            co_return;
        co_await pause.wait_for(retry_store);
    }
}

// What an outcome means for the channel, and for those who watch the log.
void Dispatcher::note(const OutboxItem& item, const Outcome& outcome)
{
    using Kind = Outcome::Kind;
    const TimePoint now = environment_.now();
    if (outcome.retry_after && outcome.whole_channel)
        pace_.hold_channel(now + *outcome.retry_after);
    else if (outcome.retry_after && outcome.kind == Kind::retry_at)
        pace_.hold(item.chat, now + *outcome.retry_after);
    if (outcome.token_refused && keeper_ != nullptr)
        return; // it sees to it, and tells
    if (outcome.kind == Kind::channel_paused)
        pace_.hold_channel(now + outcome.retry_after.value_or(outbox::channel_pause));
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
