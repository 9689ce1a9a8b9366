#include "core/outbox/plan.hpp"

#include <algorithm>
#include <utility>

namespace langnghe::outbox {
namespace {

void sooner(std::optional<TimePoint>& next, std::optional<TimePoint> time)
{
    if (time && (!next || *time < *next))
        next = time;
}

} // namespace

Plan plan(Due due, Pace& pace, const ChannelTraits& traits, bool paid_allowed, std::size_t room, TimePoint now)
{
    Plan plan;
    for (Candidate& candidate : due.candidates) {
        OutboxItem& item = candidate.item;
        if (const auto state = refuse_unsent(item, traits, candidate.last_inbound_at, paid_allowed, now)) {
            item.state = *state;
            plan.unsent.push_back(std::move(item));
            continue;
        }
        if (!due.allowance.admits(item.priority))
            continue;
        const TimePoint ready = pace.ready_at(item.chat, now);
        if (ready > now) {
            sooner(plan.next, ready);
        } else if (plan.send.size() < room) {
            pace.spend(item.chat, item.chat_kind, now);
            --due.allowance.left;
            plan.send.push_back(std::move(item));
        }
    }
    // What is due already waits for a send to end, or for a chat's spacing.
    if (due.next && *due.next > now)
        sooner(plan.next, due.next);
    sooner(plan.next, pace.next_release(now));
    return plan;
}

} // namespace langnghe::outbox
