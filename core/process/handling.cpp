#include "core/process/handling.hpp"

#include "core/commune/fields.hpp"
#include "core/ticket/due.hpp"

#include <algorithm>

namespace langnghe::process {
namespace {

using calendar::Period;

constexpr int usual_days = 5;

Period days(int count) { return {Period::Unit::working_days, count}; }

} // namespace

Period given_for(const Taxonomy& taxonomy, const Ticket& ticket)
{
    if (ticket.urgency == Urgency::urgent)
        return {Period::Unit::working_hours, taxonomy.deadlines.urgent_hours};
    const Field* field = find_field(taxonomy, ticket.field);
    return days(field == nullptr ? usual_days : field->working_days);
}

TimePoint due_of(const Taxonomy& taxonomy, const Course& course)
{
    const auto& calendar = taxonomy.calendar;
    const std::chrono::minutes granted{course.extended_days * calendar::minutes_of_day(calendar)};
    const TimePoint due = due_after(calendar, *course.due_from, course.given).due;
    const TimePoint extended = later_by(calendar, due, granted, course.given.unit);
    return later_by(calendar, extended, course.paused, course.given.unit);
}

void begin(const Context& context, Ticket& ticket, Course& course)
{
    course.due_from = context.now;
    course.paused_at.reset();
    course.paused = Duration{0};
    course.extended_days = 0;
    course.asked_days = 0;
    course.asked_by = UserId::none;
    measure(context, ticket, course);
}

void measure(const Context& context, Ticket& ticket, Course& course)
{
    if (!course.due_from)
        return;
    course.given = given_for(context.commune.taxonomy, ticket);
    ticket.due_at = due_of(context.commune.taxonomy, course);
}

void pause(const Context& context, Ticket& ticket, Course& course)
{
    course.paused_at = context.now;
    ticket.due_at.reset();
}

void resume(const Context& context, Ticket& ticket, Course& course)
{
    const Taxonomy& taxonomy = context.commune.taxonomy;
    if (course.paused_at) {
        const Duration stood = working_between(taxonomy.calendar, *course.paused_at, context.now);
        course.paused += std::chrono::ceil<std::chrono::minutes>(stood);
    }
    course.paused_at.reset();
    ticket.due_at = course.due_from ? due_of(taxonomy, course) : verification_due(taxonomy, ticket.created_at).due;
}

} // namespace langnghe::process
