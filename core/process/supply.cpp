#include "core/process/supply.hpp"

#include "core/journal/record.hpp"
#include "core/process/act.hpp"
#include "core/process/facts.hpp"
#include "core/process/followers.hpp"
#include "core/process/handling.hpp"
#include "core/store/courses.hpp"
#include "core/ticket/transitions.hpp"

namespace langnghe::process {

void supply(Context& context, Ticket& ticket, const std::string& actor)
{
    const auto next = next_status(ticket, Action::supply, {Role::citizen});
    if (!next)
        return;
    const Ticket before = ticket;
    Course course = course_of(context, ticket);
    resume(context, ticket, course);
    enter(ticket, Action::supply, *next);
    context.tx.courses().save(course);
    close_questions(context, ticket);
    journal::record(context, {.ticket = ticket.id,
                              .actor = actor,
                              .action = std::string{name_of(Action::supply)},
                              .from = before.status,
                              .to = *next,
                              .facts = difference(before, ticket)});
}

} // namespace langnghe::process
