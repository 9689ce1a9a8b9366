#include "tests/unit/clock/days.hpp"

#include "core/calendar/calendar.hpp"
#include "core/clock/digest.hpp"
#include "core/clock/keep.hpp"
#include "core/journal/record.hpp"
#include "core/process/facts.hpp"
#include "core/store/wakes.hpp"
#include "core/warning/raise.hpp"
#include "tests/unit/intake/speech.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

namespace langnghe::test {
namespace {

constexpr int slice = 3; // few, so that slices meet

} // namespace

TimePoint vietnam(const std::string& text)
{
    const auto day = calendar::parse_day(text.substr(0, 10));
    return calendar::at(day.value(), std::stoi(text.substr(11, 2)) * 60 + std::stoi(text.substr(14, 2)));
}

void keep(World& world)
{
    while (world.run([](Context& context) { return clock::follow(context, slice); }) == slice) {
    }
    const auto due = world.run([](Context& context) { return context.tx.wakes().due(context.now, 100); });
    for (const TicketId ticket : due)
        world.run([&](Context& context) {
            clock::look_at(context, ticket);
            return true;
        });
    for (const UserId user : world.run([](Context& context) { return clock::without_digest(context); }))
        world.run([&](Context& context) {
            clock::send_digest(context, user);
            return true;
        });
    while (world.run([](Context& context) { return warning::spread(context, slice); })) {
    }
}

void pass(World& world, const std::string& until, int restart)
{
    int steps = 0;
    for (const TimePoint end = vietnam(until); world.now < end;) {
        world.now = std::min(end, world.now + std::chrono::minutes{10});
        keep(world);
        if (restart != 0 && ++steps % restart == 0)
            world.restart();
    }
}

Ticket report(World& world, const std::string& who, const std::string& words)
{
    world.say(who, words);
    return world.tickets().back();
}

Ticket set(World& world, const Ticket& ticket, const std::function<void(Ticket&)>& change)
{
    return world.run([&](Context& context) {
        Ticket changed = *context.tx.tickets().find(ticket.id);
        const Ticket before = changed;
        change(changed);
        journal::record(context, {.ticket = ticket.id,
                                  .actor = journal::program,
                                  .action = "test",
                                  .from = before.status,
                                  .to = changed.status,
                                  .facts = process::difference(before, changed)});
        REQUIRE(context.tx.tickets().save(changed));
        return changed;
    });
}

Ticket finish(World& world, const Ticket& ticket)
{
    return set(world, ticket, [&](Ticket& changed) {
        changed.status = Status::resolved;
        changed.closed_at = world.now;
        changed.result = TicketResult{ResultKind::solved, "Đã thông cống", world.now};
    });
}

int heard(const Texts& texts, const std::string& words)
{
    return static_cast<int>(
        std::ranges::count_if(texts, [&](const std::string& text) { return text.find(words) != std::string::npos; }));
}

} // namespace langnghe::test
