#include "core/outbox/plan.hpp"

#include "core/outbox/order.hpp"

#include <algorithm>
#include <utility>

namespace langnghe::outbox {
namespace {

void sooner(std::optional<TimePoint>& next, std::optional<TimePoint> time)
{
    if (time && (!next || *time < *next))
        next = time;
}

TimePoint earliest(const Candidate& candidate, const Terms& terms, TimePoint now)
{
    const OutboxItem& item = candidate.item;
    const TimePoint morning = after_quiet(item, candidate.quiet, now);
    const bool costs = item.chat_kind == ChatKind::private_chat && item.kind == DeliveryKind::status &&
                       rank_of(item) == Rank::news &&
                       window(terms.traits, candidate.last_inbound_at, now) == Window::paid;
    return costs ? std::max(morning, item.created_at + paid_company) : morning;
}

// True when it is not to be sent now, and changed so that it says why.
bool set_aside(Candidate& candidate, const Terms& terms, TimePoint now)
{
    OutboxItem& item = candidate.item;
    const auto state = refuse_unsent(item, terms.traits, candidate.last_inbound_at, terms.paid_allowed, now);
    if (state == DeliveryState::undeliverable && candidate.form) {
        item.form = std::move(candidate.form);
        candidate.behind.clear(); // they tell of one ticket
    } else if (state) {
        item.state = *state;
        return true;
    }
    const TimePoint time = earliest(candidate, terms, now);
    if (time <= now)
        return false;
    item.next_at = time;
    return true;
}

bool has_room(const Plan& plan, const Terms& terms, const OutboxItem& item)
{
    const std::size_t kept_free = rank_of(item) == Rank::news ? 1 : 0;
    return plan.send.size() + kept_free < terms.room;
}

} // namespace

Plan plan(Due due, Pace& pace, const Terms& terms, TimePoint now)
{
    Plan plan;
    for (Candidate& candidate : due.candidates) {
        OutboxItem& item = candidate.item;
        if (set_aside(candidate, terms, now)) {
            plan.changed.push_back(std::move(item));
            continue;
        }
        if (!due.allowance.admits(item.priority))
            continue;
        const TimePoint ready = pace.ready_at(item.chat, now);
        if (ready > now) {
            sooner(plan.next, ready);
        } else if (has_room(plan, terms, item)) {
            pace.spend(item.chat, item.chat_kind, now);
            --due.allowance.left;
            plan.send.push_back(bundle(std::move(item), std::move(candidate.behind), terms.traits.longest_text, now));
        }
    }
    // What is due already waits for a send to end, or for a chat's spacing.
    if (due.next && *due.next > now)
        sooner(plan.next, due.next);
    sooner(plan.next, pace.next_release(now));
    return plan;
}

} // namespace langnghe::outbox
