#include "bot/daemon/backfill.hpp"

#include "bot/daemon/keeper.hpp"
#include "bot/daemon/transport.hpp"
#include "bot/log/log.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace langnghe::daemon {
namespace asio = boost::asio;
namespace {

constexpr std::chrono::milliseconds longest_rest{60'000};
constexpr Duration between = std::chrono::minutes{5};
constexpr Duration after_trouble = std::chrono::minutes{1};
constexpr Duration on_its_way = std::chrono::minutes{1}; // what is younger may still come by the webhook
constexpr Duration overlap = std::chrono::minutes{10};   // clocks differ, and the platform's history lags
constexpr Duration oldest = std::chrono::days{29};       // keys are kept for 30

std::string fact_of(const std::string& channel) { return "heard/" + channel; }

std::optional<TimePoint> time_in(const std::string& text)
{
    std::int64_t millis = 0;
    const auto* end = text.data() + text.size();
    const auto [rest, failed] = std::from_chars(text.data(), end, millis);
    return failed == std::errc{} && rest == end ? std::optional{from_millis(millis)} : std::nullopt;
}

} // namespace

Backfill::Backfill(Environment& environment, const Commune& commune, sql::Store& store, const Channel& channel,
                   Keeper* keeper, std::function<void()> on_stored)
    : Chore(environment.executor), environment_(environment), commune_(commune), store_(store), channel_(channel),
      name_(channel.section.name), keeper_(keeper), on_stored_(std::move(on_stored)),
      metrics_(environment.metrics.channel(commune.slug, name_))
{}

asio::awaitable<std::chrono::milliseconds> Backfill::once()
{
    co_await round();
    co_return longest_rest;
}

void Backfill::missed()
{
    gap_ = true;
    next_at_ = std::min(next_at_, environment_.now() + after_trouble);
}

// Up to a minute ago everything is here: known, or found again now.
asio::awaitable<void> Backfill::round()
{
    const TimePoint now = environment_.now();
    if (now < next_at_ || (keeper_ != nullptr && !keeper_->usable()))
        co_return;
    next_at_ = now + between;
    const bool known_gap = std::exchange(gap_, false);
    const auto since = co_await covered();
    if (!since) {
        gap_ = true;
        co_return;
    }
    const TimePoint from = std::max(*since - overlap, now - oldest);
    bool missing = known_gap;
    if (!missing)
        missing = co_await something_unknown(from);
    bool whole = true;
    if (missing)
        whole = co_await sweep(from);
    if (whole)
        co_await cover(now - on_its_way);
    else
        missed();
}

// Since when something may be missing; nothing when the store cannot say. A channel's first day begins now.
asio::awaitable<std::optional<TimePoint>> Backfill::covered()
{
    auto job = [this](Tx& tx) { return tx.fact(fact_of(name_)); };
    const auto found = co_await store_.read(std::move(job));
    if (!found)
        co_return std::nullopt;
    const auto time = found->has_value() ? time_in(**found) : std::nullopt;
    co_return time.value_or(environment_.now());
}

asio::awaitable<BacklogPage> Backfill::ask(PlatformCall call)
{
    const std::int64_t pair = keeper_ != nullptr ? keeper_->number() : 0;
    auto request = request_of(std::move(call), environment_.send_timeout);
    const auto reply = co_await environment_.client.send(std::move(request));
    BacklogPage page = channel_.backlog->read_backlog(answer_of(reply));
    if (page.outcome.token_refused && keeper_ != nullptr)
        keeper_->refused(pair);
    co_return page;
}

// One look at the newest chats: enough while all is well.
asio::awaitable<bool> Backfill::something_unknown(TimePoint since)
{
    auto page = co_await ask(channel_.backlog->recent_chats(0));
    if (page.outcome.kind != Outcome::Kind::accepted)
        co_return true;
    const TimePoint until = environment_.now() - on_its_way;
    auto job = [this, events = std::move(page.events), since, until](Tx& tx) {
        for (const PastEvent& past : events)
            for (const InboundEvent& event : channel_.platform->parse(past.body, past.at))
                if (!past.body.empty() && past.at >= since && past.at < until && !tx.inbox().knows(name_, event.key))
                    return true;
        return false;
    };
    const auto unknown = co_await store_.read(std::move(job));
    co_return unknown.has_error() || *unknown;
}

// False when the end was not reached.
asio::awaitable<bool> Backfill::sweep(TimePoint since)
{
    backlog::Sweep sweep(since, channel_.backlog->page_size());
    for (auto next = sweep.next(); next && !stopping(); next = sweep.next()) {
        auto call = next->chat.empty() ? channel_.backlog->recent_chats(next->offset)
                                       : channel_.backlog->conversation(next->chat, next->offset);
        auto page = co_await ask(std::move(call));
        if (page.outcome.kind != Outcome::Kind::accepted) {
            log::warn("backfill.failed", {{"commune", commune_.slug}, {"channel", name_}, {"why", page.outcome.error}});
            co_return false;
        }
        sweep.take(std::move(page.events));
    }
    auto events = sweep.found();
    const std::size_t seen = events.size();
    const auto taken = co_await take(std::move(events));
    if (!taken)
        co_return false;
    if (*taken > 0 || sweep.cut_short())
        log::warn("backfill.found", {{"commune", commune_.slug},
                                     {"channel", name_},
                                     {"looked_at", seen},
                                     {"new", *taken},
                                     {"cut_short", sweep.cut_short()}});
    co_return !stopping();
}

// How many were new.
asio::awaitable<Result<int>> Backfill::take(std::vector<PastEvent> events)
{
    int fresh = 0;
    for (const PastEvent& past : events) {
        const auto read = channel_.platform->parse(past.body, past.at);
        for (const InboundEvent& event : read) {
            const auto taken = co_await take_one(past, event);
            if (!taken)
                co_return taken.error();
            fresh += *taken != Intake::duplicate;
        }
    }
    metrics_.backfilled(static_cast<std::size_t>(fresh));
    if (fresh > 0)
        on_stored_();
    co_return fresh;
}

// What the store refuses for good is set aside, so that the others go their way.
asio::awaitable<Result<Intake>> Backfill::take_one(const PastEvent& past, const InboundEvent& event)
{
    const auto write = [&](auto keep) {
        return [this, &past, &event, keep, now = environment_.now()](Tx& tx) {
            Context context{tx, commune_, environment_.random, now};
            return keep(context, event, past.body);
        };
    };
    auto job = write(take_in);
    auto taken = co_await store_.write(std::move(job));
    if (taken.has_error() && taken.error() == Errc::storage_refused) {
        auto aside = write(set_aside);
        taken = co_await store_.write(std::move(aside));
    }
    co_return taken;
}

asio::awaitable<void> Backfill::cover(TimePoint until)
{
    auto job = [this, until](Tx& tx) { tx.set_fact(fact_of(name_), std::to_string(to_millis(until))); };
    co_await store_.write(std::move(job));
}

} // namespace langnghe::daemon
