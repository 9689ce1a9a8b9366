#include "core/clock/remind.hpp"

#include "core/message/say.hpp"
#include "core/outbox/post.hpp"
#include "core/people/assignee.hpp"
#include "core/people/rights.hpp"
#include "core/process/act.hpp"
#include "core/process/reporters.hpp"
#include "core/process/route.hpp"
#include "core/ticket/hidden.hpp"

#include <algorithm>
#include <utility>

namespace langnghe::clock {
namespace {

// Before a department has it; the leaders when nobody else is left.
std::vector<User> intake(Context& context, const Ticket& ticket)
{
    auto users = watchers_of(context, ticket, Role::front_officer);
    return users.empty() ? watchers_of(context, ticket, Role::leader) : users;
}

// Whether the department has the ticket; before that it is the intake's.
bool is_handed_over(const Ticket& ticket)
{
    const Status status =
        ticket.status == Status::needs_info ? ticket.returns_to.value_or(Status::verified) : ticket.status;
    return !ticket.department.empty() && (status == Status::transferred || status == Status::in_progress);
}

std::vector<User> on_duty(Context& context, const Ticket& ticket)
{
    if (is_hidden(ticket))
        return watchers_of(context, ticket, Role::keeper);
    const DutyPeople& duty = context.commune.taxonomy.duty;
    auto users = watchers_of(context, ticket, [&](const User& user) {
        return std::ranges::find(duty.users, user.name) != duty.users.end() ||
               (!duty.department.empty() && user.department == duty.department);
    });
    if (users.empty())
        users = watchers_of(context, ticket, [](const User& user) {
            return user.roles.any_of({Role::leader, Role::front_officer});
        });
    return users;
}

void push(Context& context, const Ticket& ticket, std::vector<User> users, const std::string& text)
{
    std::ranges::sort(users, {}, &User::id);
    const auto same = [](const User& one, const User& other) { return one.id == other.id; };
    users.erase(std::unique(users.begin(), users.end(), same), users.end());
    for (const User& user : users) {
        Letter letter;
        letter.ticket = ticket.id;
        letter.kind = DeliveryKind::push;
        letter.priority = ticket.urgency == Urgency::urgent ? Priority::urgent : Priority::normal;
        letter.text = text;
        post_to_user(context, user, std::move(letter));
    }
}

std::string text_of(Context& context, const Ticket& ticket, Say what, Duty duty)
{
    const Commune& commune = context.commune;
    return commune.say(
        what,
        {{"code", to_text(ticket.code, commune.letters)},
         {"area", ticket.area.empty() ? commune.say(Say::area_unknown) : name_of(commune.taxonomy.areas, ticket.area)},
         {"what", commune.say(duty == Duty::verification ? Say::duty_verification : Say::duty_handling)},
         {"due", ticket.due_at ? to_vietnamese(*ticket.due_at) : std::string{}},
         {"who", responsible_name(context, ticket)}});
}

void remind_citizen(Context& context, const Ticket& ticket)
{
    const auto reporter = context.tx.people().find(ticket.reporter);
    const bool in_group = process::is_told_in_group(ticket);
    auto letter = process::letter_to_reporter(context, the_program(), ticket);
    if (!letter || (!in_group && (!reporter || reporter->unreachable)))
        return;
    letter->text = context.commune.say(in_group ? Say::remind_question_group : Say::remind_question,
                                       {{"code", to_text(ticket.code, context.commune.letters)}});
    post(context, std::move(*letter));
}

void offer_to_close(Context& context, const Ticket& ticket)
{
    const std::string days = std::to_string(context.commune.taxonomy.deadlines.offer_days);
    const std::string code = to_text(ticket.code, context.commune.letters);
    push(context, ticket, is_hidden(ticket) ? watchers_of(context, ticket, Role::keeper) : intake(context, ticket),
         context.commune.say(Say::offer_close, {{"code", code}, {"days", days}}));
}

// A refusal means that somebody was faster.
void close(Context& context, const Ticket& ticket)
{
    Step step;
    step.action = Action::close;
    step.text = context.commune.say(Say::closed_by_time);
    (void)act(context, the_program(), ticket, step);
}

void tell_officers(Context& context, const Ticket& ticket, Say what, Duty duty)
{
    push(context, ticket, responsible(context, ticket), text_of(context, ticket, what, duty));
}

void escalate(Context& context, const Ticket& ticket, Duty duty)
{
    auto users = responsible(context, ticket);
    if (!is_hidden(ticket))
        std::ranges::move(watchers_of(context, ticket, Role::leader), std::back_inserter(users));
    push(context, ticket, std::move(users), text_of(context, ticket, Say::remind_end, duty));
}

} // namespace

std::vector<User> responsible(Context& context, const Ticket& ticket)
{
    if (is_hidden(ticket))
        return watchers_of(context, ticket, Role::keeper);
    if (!is_handed_over(ticket))
        return intake(context, ticket);
    if (const auto assignee = assignee_of(context.tx, ticket.assignee, ticket.department);
        assignee && may_see(context, actor_of(*assignee), ticket))
        return {*assignee};
    auto users = watchers_of(context, ticket, [&](const User& user) {
        return user.department == ticket.department && user.roles.any_of({Role::handler, Role::leader});
    });
    return users.empty() ? intake(context, ticket) : users;
}

std::string responsible_name(Context& context, const Ticket& ticket)
{
    if (!is_handed_over(ticket))
        return context.commune.say(Say::intake_officers);
    const std::string department = name_of(context.commune.taxonomy.departments, ticket.department);
    const auto assignee = assignee_of(context.tx, ticket.assignee, ticket.department);
    return assignee ? assignee->name + ", " + department : department;
}

void carry_out(Context& context, const Ticket& ticket, const Appointment& appointment)
{
    const Duty duty = appointment.duty;
    switch (appointment.notice) {
    case Notice::urgent:
        return push(context, ticket, on_duty(context, ticket), text_of(context, ticket, Say::remind_urgent, duty));
    case Notice::half:
        return tell_officers(context, ticket, Say::remind_half, duty);
    case Notice::near:
        return tell_officers(context, ticket, Say::remind_near, duty);
    case Notice::end:
        return escalate(context, ticket, duty);
    case Notice::remind:
        return remind_citizen(context, ticket);
    case Notice::offer_close:
        return offer_to_close(context, ticket);
    case Notice::close:
        return close(context, ticket);
    }
}

} // namespace langnghe::clock
