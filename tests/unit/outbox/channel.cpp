#include "tests/unit/outbox/channel.hpp"

#include "core/outbox/decide.hpp"
#include "core/outbox/pause.hpp"
#include "tests/support/commune.hpp"

#include <algorithm>

namespace langnghe::test {
namespace {

constexpr std::size_t parallel_sends = 8;

} // namespace

SimulatedChannel::SimulatedChannel(std::string name, Answer platform)
    : commune(luong_son()), name_(std::move(name)), platform_(std::move(platform)),
      random_([] { return std::array<std::uint8_t, 16>{}; }), pace_(commune.channels.at(name_).traits)
{}

OutboxId SimulatedChannel::post(OutboxItem item)
{
    item.channel = name_;
    if (item.created_at == TimePoint{})
        item.created_at = now;
    item.next_at = std::max(item.next_at, now);
    if (!item.expires_at)
        item.expires_at = now + outbox::shelf_life(item.kind);
    return with([&](Context& context) { return context.tx.outbox().add(item); });
}

OutboxItem SimulatedChannel::row(OutboxId id)
{
    return with([&](Context& context) { return context.tx.outbox().find(id).value(); });
}

std::vector<OutboxItem> SimulatedChannel::rows()
{
    return with([&](Context& context) {
        std::vector<OutboxItem> all;
        for (int id = 1;; ++id) {
            auto item = context.tx.outbox().find(OutboxId{id});
            if (!item)
                return all;
            all.push_back(std::move(*item));
        }
    });
}

double SimulatedChannel::chance() { return static_cast<double>(++drawn_ * 7919 % 1000) / 1000.0; }

void SimulatedChannel::die()
{
    flights_.clear();
    pace_ = outbox::Pace{commune.channels.at(name_).traits};
    with([&](Context& context) {
        for (const OutboxItem& orphan : context.tx.outbox().orphans(name_, std::nullopt))
            context.tx.outbox().save(outbox::recover(orphan, commune.channels.at(name_).traits, now));
        if (const auto told = outbox::told_until(context.tx, name_))
            pace_.hold_channel(*told);
        return 0;
    });
}

void SimulatedChannel::land()
{
    for (Flight& flight : flights_) {
        if (flight.ends > now)
            continue;
        const double random = chance();
        if (!heedless)
            pace_.learn(flight.message.chat, flight.outcome, now, random);
        const auto& traits = commune.channels.at(name_).traits;
        const auto settled = outbox::settle(flight.rows, flight.outcome, traits, now, random);
        with([&](Context& context) {
            outbox::record(context, flight.rows, settled, flight.outcome);
            return 0;
        });
    }
    std::erase_if(flights_, [&](const Flight& flight) { return flight.ends <= now; });
}

// What may go now goes; when to look again, if nothing else happens.
std::optional<TimePoint> SimulatedChannel::start()
{
    const std::size_t room = parallel_sends - std::min(parallel_sends, flights_.size());
    if (room == 0)
        return std::nullopt;
    std::vector<std::string> busy = pace_.waiting(now);
    for (const Flight& flight : flights_)
        busy.push_back(flight.message.chat);
    const auto& channel = commune.channels.at(name_);
    const auto parcels = with([&](Context& context) {
        auto seen = outbox::look(context.tx, commune, channel, room, busy, now);
        auto plan = seen.paused_until
                        ? outbox::Plan{{}, {}, seen.paused_until}
                        : outbox::plan(std::move(seen.due), pace_, {channel.traits, channel.paid_messages, room}, now);
        outbox::put_off(context.tx, plan.changed);
        auto claimed = outbox::claim(context.tx, plan.send, now + outbox::lease);
        const bool more = !plan.changed.empty() || !claimed.empty();
        return std::pair{std::move(claimed), more ? std::optional{now + Duration{1}} : plan.next};
    });
    for (const outbox::Parcel& parcel : parcels.first) {
        Flight flight{parcel.rows, outbox::message_of(parcel.rows), now + latency, {}};
        flight.outcome = platform_(flight.message, now);
        if (flight.outcome.kind == Outcome::Kind::accepted)
            flight.outcome.message = std::to_string(++sent_);
        calls.push_back({flight.message, now, flight.outcome});
        flights_.push_back(std::move(flight));
    }
    return parcels.second;
}

void SimulatedChannel::run_until(TimePoint end)
{
    while (now < end) {
        land();
        std::optional<TimePoint> next = start();
        for (const Flight& flight : flights_)
            if (!next || flight.ends < *next)
                next = flight.ends;
        if (!next)
            break;
        now = std::clamp(*next, now + Duration{1}, end);
    }
    land();
    now = std::max(now, end);
}

Outcome accepted()
{
    Outcome outcome;
    outcome.kind = Outcome::Kind::accepted;
    return outcome;
}

Outcome failing(Outcome::Kind kind)
{
    Outcome outcome;
    outcome.kind = kind;
    outcome.error = "connection failed: refused";
    return outcome;
}

} // namespace langnghe::test
