#include "core/clock/keep.hpp"

#include "core/clock/remind.hpp"
#include "core/score/ask.hpp"
#include "core/store/courses.hpp"
#include "core/store/wakes.hpp"

#include <algorithm>

namespace langnghe::clock {
namespace {

void earlier(std::optional<TimePoint>& next, std::optional<TimePoint> at)
{
    if (at && (!next || *at < *next))
        next = at;
}

// When something is owed to its reporter's opinion: the question at once, a reminder later.
std::optional<TimePoint> next_of_score(Context& context, const Ticket& ticket)
{
    if (!score::is_scored(ticket))
        return std::nullopt;
    if (const auto asked = score::present(context, ticket))
        return score::reminder_at(*asked);
    const bool fresh = ticket.closed_at && context.now < *ticket.closed_at + context.commune.rules.question_life;
    return fresh && score::can_ask(context, ticket) ? std::optional{context.now} : std::nullopt;
}

void schedule(Context& context, TicketId id)
{
    const auto ticket = context.tx.tickets().find(id);
    if (!ticket)
        return;
    std::optional<TimePoint> next;
    for (const Appointment& appointment : appointments(context.commune, *ticket, context.tx.courses().find(ticket->id)))
        if (!context.tx.wakes().said(id, key_of(appointment)))
            earlier(next, appointment.at);
    earlier(next, next_of_score(context, *ticket));
    const bool over = ticket->status == Status::closed || ticket->status == Status::rejected;
    if (!next && over)
        context.tx.wakes().forget(id);
    else
        context.tx.wakes().set(id, next);
}

void see_to_score(Context& context, const Ticket& ticket)
{
    const auto at = next_of_score(context, ticket);
    if (!at || *at > context.now)
        return;
    if (score::present(context, ticket))
        score::remind(context, ticket);
    else
        score::ask(context, ticket);
}

} // namespace

int follow(Context& context, int limit)
{
    const Touched touched = context.tx.wakes().follow(limit);
    for (const TicketId ticket : touched.tickets)
        schedule(context, ticket);
    return touched.entries;
}

// After a time in which nobody looked, the last of what was due says enough; what is urgent is said in any case.
void look_at(Context& context, TicketId id)
{
    const auto ticket = context.tx.tickets().find(id);
    if (!ticket)
        return context.tx.wakes().forget(id);
    std::optional<Appointment> last;
    for (const Appointment& appointment :
         appointments(context.commune, *ticket, context.tx.courses().find(ticket->id))) {
        if (appointment.at > context.now || !context.tx.wakes().say_once(id, key_of(appointment)))
            continue;
        if (appointment.notice == Notice::urgent)
            carry_out(context, *ticket, appointment);
        else
            last = appointment;
    }
    if (last)
        carry_out(context, *ticket, *last);
    see_to_score(context, *ticket);
    schedule(context, id);
}

} // namespace langnghe::clock
