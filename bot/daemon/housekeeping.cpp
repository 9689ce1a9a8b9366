#include "bot/daemon/housekeeping.hpp"

#include "adapters/sql/migrate.hpp"
#include "bot/log/log.hpp"
#include "core/intake/take_in.hpp"
#include "core/outbox/pause.hpp"
#include "core/store/attachments.hpp"
#include "core/store/sent.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace langnghe::daemon {
namespace {

constexpr std::chrono::minutes between{10};
constexpr int forgotten_at_once = 1000;
constexpr int kept_at_once = 20; // each may be a ticket with its words
constexpr std::chrono::hours between_rules{24};

struct ChannelGauges
{
    std::string name;
    std::map<DeliveryState, std::int64_t> outbox;
    std::optional<TimePoint> oldest;
    Quota quota;
    outbox::Usage usage; // of the quota, where there is one
    bool paused = false;
};

struct Gauges
{
    std::map<Status, std::int64_t> tickets;
    std::int64_t parked = 0;
    FileGauges files;
    std::vector<ChannelGauges> channels;
};

Gauges read_gauges(Tx& tx, const Commune& commune, TimePoint now)
{
    Gauges gauges;
    gauges.tickets = tx.tickets().counts();
    gauges.parked = tx.inbox().parked_count();
    gauges.files = tx.attachments().gauges();
    const auto month = outbox::month_in_vietnam(now);
    for (const auto& [name, info] : commune.channels) {
        const Quota& quota = info.traits.quota;
        gauges.channels.push_back({name, tx.outbox().counts(name), tx.outbox().oldest_waiting(name), quota,
                                   quota.messages > 0 ? tx.sent().usage(name, month) : outbox::Usage{},
                                   outbox::pause_of(tx, name, now).has_value()});
    }
    return gauges;
}

} // namespace

Housekeeping::Housekeeping(Environment& environment, const CommuneSetup& setup, sql::Store& store,
                           const Sweeper& sweeper, boost::asio::any_io_executor worker)
    : Chore(environment.executor, between), environment_(environment), setup_(setup), store_(store), sweeper_(sweeper),
      worker_(std::move(worker))
{}

boost::asio::awaitable<std::chrono::milliseconds> Housekeeping::once()
{
    co_await forget();
    if (!stopping() && environment_.now() >= rules_applied_ + between_rules)
        co_await apply_rules();
    co_return between;
}

boost::asio::awaitable<void> Housekeeping::forget()
{
    bool more = true;
    while (more && !stopping()) {
        auto job = [before = environment_.now() - keys_kept](Tx& tx) {
            return tx.inbox().forget_before(before, forgotten_at_once);
        };
        const auto forgotten = co_await store_.write(std::move(job));
        more = forgotten && *forgotten >= forgotten_at_once;
    }
}

boost::asio::awaitable<void> Housekeeping::apply_rules()
{
    rules_applied_ = environment_.now();
    for (const Keeping what : all_keepings)
        if (is_automatic(setup_.facts.rules.privacy, what))
            co_await apply_rule(what);
    co_await drop();
    co_await drop_copies();
}

// What a migration kept for the case that it went wrong.
boost::asio::awaitable<void> Housekeeping::drop_copies()
{
    auto job = [path = store_.path(), before = environment_.now() - sql::copies_kept]() -> boost::asio::awaitable<int> {
        co_return sql::remove_old_copies(path, before);
    };
    const int dropped = co_await boost::asio::co_spawn(worker_, job, boost::asio::use_awaitable);
    if (dropped > 0)
        log::info("store.copies_dropped", {{"commune", setup_.facts.slug}, {"copies", dropped}});
}

boost::asio::awaitable<void> Housekeeping::apply_rule(Keeping what)
{
    int rows = 0;
    bool more = true;
    while (more && !stopping()) {
        auto job = [this, what, now = environment_.now()](Tx& tx) {
            Context context{tx, setup_.facts, environment_.random, now};
            return apply_retention(context, what, kept_at_once);
        };
        const auto applied = co_await store_.write(std::move(job));
        more = applied && *applied >= kept_at_once;
        rows += applied ? *applied : 0;
    }
    if (rows > 0)
        log::info("retention.applied", {{"commune", setup_.facts.slug}, {"rule", name_of(what)}, {"rows", rows}});
}

boost::asio::awaitable<void> Housekeeping::drop()
{
    bool more = true;
    while (more && !stopping()) {
        auto job = [this, now = environment_.now()](Tx& tx) {
            Context context{tx, setup_.facts, environment_.random, now};
            return drop_forgotten(context, kept_at_once);
        };
        const auto dropped = co_await store_.write(std::move(job));
        more = dropped && *dropped >= kept_at_once;
    }
}

boost::asio::awaitable<void> Housekeeping::measure()
{
    auto job = [this, now = environment_.now()](Tx& tx) { return read_gauges(tx, setup_.facts, now); };
    const auto gauges = co_await store_.read(std::move(job));
    auto& metrics = environment_.metrics.store(setup_.facts.slug);
    metrics.queue_depth(store_.waiting());
    metrics.wal_bytes(store_.wal_bytes());
    if (!gauges)
        co_return;
    for (const Status status : all_statuses) {
        const auto found = gauges->tickets.find(status);
        metrics.tickets(status, found == gauges->tickets.end() ? 0 : found->second);
    }
    metrics.parked(gauges->parked);
    const TimePoint now = environment_.now();
    const auto seconds_since = [now](const std::optional<TimePoint>& time) {
        return std::chrono::duration<double>(time ? std::max(Duration{0}, now - *time) : Duration{0}).count();
    };
    metrics.files(gauges->files.waiting, gauges->files.failed, seconds_since(gauges->files.oldest_waiting));
    metrics.file_bytes(sweeper_.bytes());
    for (const ChannelGauges& gauge : gauges->channels) {
        auto& channel = environment_.metrics.channel(setup_.facts.slug, gauge.name);
        for (const DeliveryState state : all_delivery_states) {
            const auto found = gauge.outbox.find(state);
            channel.outbox(state, found == gauge.outbox.end() ? 0 : found->second);
        }
        channel.oldest_waiting(seconds_since(gauge.oldest));
        channel.paused(gauge.paused);
        if (gauge.quota.messages == 0)
            continue;
        channel.quota("messages", gauge.usage.messages, gauge.quota.messages);
        channel.quota("people", gauge.usage.people, gauge.quota.people);
        channel.quota("groups", gauge.usage.groups, gauge.quota.groups);
    }
}

} // namespace langnghe::daemon
