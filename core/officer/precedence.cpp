#include "core/officer/precedence.hpp"

#include "core/calendar/calendar.hpp"

#include <tuple>

namespace langnghe::officer {
namespace {

auto rank(const WorkItem& item)
{
    const TimePoint due = item.due.value_or(TimePoint::max());
    const auto day = item.due ? calendar::day_of(due) : calendar::Day::max();
    return std::tuple{day, item.urgency != Urgency::urgent, -item.voices, due};
}

} // namespace

WorkItem item_of(const Ticket& ticket) { return {ticket.id, ticket.due_at, ticket.voices, ticket.urgency}; }

bool comes_before(const WorkItem& a, const WorkItem& b) { return rank(a) < rank(b); }

} // namespace langnghe::officer
