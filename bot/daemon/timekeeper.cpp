#include "bot/daemon/timekeeper.hpp"

#include "core/clock/digest.hpp"
#include "core/clock/keep.hpp"
#include "core/store/wakes.hpp"
#include "core/store/warnings.hpp"
#include "core/warning/raise.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace langnghe::daemon {
namespace {

constexpr int slice = 64;        // journal entries in one job
constexpr int looked_at = 64;    // tickets between two looks at the journal
constexpr int people_slice = 50; // of an alert, in one job
constexpr std::chrono::milliseconds between{250};
constexpr std::chrono::milliseconds longest_rest{30'000}; // the clock may be set meanwhile

} // namespace

Timekeeper::Timekeeper(Environment& environment, const Commune& commune, sql::Store& store, std::function<void()> told)
    : Chore(environment.executor), environment_(environment), commune_(commune), store_(store), told_(std::move(told))
{}

boost::asio::awaitable<std::chrono::milliseconds> Timekeeper::once()
{
    co_await spread();
    const bool all = co_await follow();
    co_await look();
    co_await digest();
    co_await signal().rest_for(between);
    if (stopping() || !all)
        co_return std::chrono::milliseconds::zero();
    co_return co_await rest();
}

// One slice while messages keep coming, else to the end of the journal.
boost::asio::awaitable<bool> Timekeeper::follow()
{
    bool more = true;
    do {
        auto job = [this, now = environment_.now()](Tx& tx) {
            Context context{tx, commune_, environment_.random, now};
            return clock::follow(context, slice);
        };
        const auto entries = co_await store_.write(std::move(job));
        more = entries && *entries >= slice;
    } while (more && !stopping() && !signal().raised());
    co_return !more;
}

boost::asio::awaitable<void> Timekeeper::look()
{
    auto list = [now = environment_.now()](Tx& tx) { return tx.wakes().due(now, looked_at); };
    const auto due = co_await store_.read(std::move(list));
    if (!due || due->empty())
        co_return;
    for (const TicketId ticket : *due) {
        if (stopping())
            co_return;
        auto job = [this, ticket, now = environment_.now()](Tx& tx) {
            Context context{tx, commune_, environment_.random, now};
            clock::look_at(context, ticket);
        };
        co_await store_.write(std::move(job));
    }
    told_();
}

boost::asio::awaitable<void> Timekeeper::digest()
{
    auto list = [this, now = environment_.now()](Tx& tx) {
        Context context{tx, commune_, environment_.random, now};
        return clock::without_digest(context);
    };
    const auto users = co_await store_.read(std::move(list));
    if (!users || users->empty())
        co_return;
    for (const UserId user : *users) {
        if (stopping())
            co_return;
        auto job = [this, user, now = environment_.now()](Tx& tx) {
            Context context{tx, commune_, environment_.random, now};
            clock::send_digest(context, user);
        };
        co_await store_.write(std::move(job));
    }
    told_();
}

boost::asio::awaitable<void> Timekeeper::spread()
{
    auto any_open = [](Tx& tx) { return !tx.warnings().in_state(Warning::State::spreading).empty(); };
    const auto found = co_await store_.read(std::move(any_open));
    bool more = found && *found;
    while (more && !stopping()) {
        auto job = [this, now = environment_.now()](Tx& tx) {
            Context context{tx, commune_, environment_.random, now};
            return warning::spread(context, people_slice);
        };
        const auto left = co_await store_.write(std::move(job));
        more = left && *left;
        told_();
    }
}

boost::asio::awaitable<std::chrono::milliseconds> Timekeeper::rest()
{
    auto job = [](Tx& tx) { return tx.wakes().next_due(); };
    const auto next = co_await store_.read(std::move(job));
    const TimePoint now = environment_.now();
    TimePoint until = std::min(now + longest_rest, clock::next_digest(commune_, now));
    if (next && *next)
        until = std::min(until, **next);
    co_return std::max(between, until - now);
}

} // namespace langnghe::daemon
