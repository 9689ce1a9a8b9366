// What the dispatcher makes of a process that ended before, and of a clock that was set back.
#include "bot/daemon/dispatcher.hpp"
#include "bot/log/log.hpp"
#include "core/outbox/decide.hpp"
#include "core/outbox/pause.hpp"

#include <algorithm>
#include <utility>

namespace langnghe::daemon {
namespace asio = boost::asio;
namespace {

struct Found
{
    std::size_t rows = 0;          // in doubt
    std::optional<TimePoint> told; // the platform asked to be left alone until then
};

} // namespace

// Whatever was claimed when the last process ended, or outlived its lease without a send that still works on it:
// nobody knows whether it went out.
asio::awaitable<bool> Dispatcher::recover_orphans(std::optional<TimePoint> lapsed)
{
    auto job = [this, lapsed, busy = busy_, now = environment_.now()](Tx& tx) {
        Found found;
        found.told = outbox::told_until(tx, info_.name);
        for (const OutboxItem& orphan : tx.outbox().orphans(info_.name, lapsed)) {
            if (busy.contains(orphan.chat))
                continue;
            tx.outbox().save(outbox::recover(orphan, info_.traits, now));
            ++found.rows;
        }
        return found;
    };
    const auto recovered = co_await store_.write(std::move(job));
    if (recovered && recovered->told)
        pace_.hold_channel(std::min(*recovered->told, environment_.now() + outbox::longest_told_wait));
    if (recovered && recovered->rows > 0)
        log::warn("outbox.recovered", {{"commune", commune_.slug}, {"channel", info_.name}, {"rows", recovered->rows}});
    co_return recovered.has_value();
}

// The latest time that the store knows of.
asio::awaitable<Result<TimePoint>> Dispatcher::last_known_time()
{
    auto job = [](Tx& tx) {
        const auto last = tx.journal().last();
        return last ? last->at : from_millis(1);
    };
    co_return co_await store_.read(std::move(job));
}

// Times of day are stored, so a clock that is set back, now or while nobody was here, would make everybody wait for as
// long again.
asio::awaitable<void> Dispatcher::follow_clock()
{
    const auto steady = std::chrono::steady_clock::now();
    if (seen_at_ == TimePoint{}) {
        const auto last = co_await last_known_time();
        if (!last)
            co_return; // the next round tries again
        seen_at_ = *last;
        seen_steady_ = steady;
    }
    const TimePoint now = environment_.now();
    if (now < seen_at_) {
        const Duration step = seen_at_ + std::chrono::round<Duration>(steady - seen_steady_) - now;
        auto job = [this, now, step](Tx& tx) { return tx.outbox().set_back(info_.name, now, step); };
        const auto rows = co_await store_.write(std::move(job));
        if (!rows)
            co_return; // the next round tries again
        pace_.set_back(step);
        log::warn(
            "clock.set_back",
            {{"commune", commune_.slug}, {"channel", info_.name}, {"seconds", step.count() / 1000}, {"rows", *rows}});
    }
    seen_at_ = now;
    seen_steady_ = steady;
}

} // namespace langnghe::daemon
