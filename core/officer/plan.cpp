#include "core/officer/plan.hpp"

#include "core/commune/fields.hpp"
#include "core/message/say.hpp"
#include "core/officer/evidence.hpp"
#include "core/process/route.hpp"
#include "core/store/courses.hpp"
#include "core/ticket/transitions.hpp"

#include <algorithm>

namespace langnghe::officer {
namespace {

bool rechecked(Context& context, const Ticket& ticket)
{
    const auto course = context.tx.courses().find(ticket.id);
    return course && course->recheck;
}

bool remarked(Context& context, const Ticket& ticket)
{
    const auto course = context.tx.courses().find(ticket.id);
    return course && course->remark;
}

bool unclassified(const Ticket& ticket)
{
    return ticket.status == Status::received || ticket.status == Status::verified;
}

// The last step, with what the classification on the way to it needs.
Step step_of(Context& context, const Order& order, const Ticket& ticket, const std::vector<OutboxFile>& files)
{
    Step step;
    step.action = action_of(context, order, ticket);
    step.text = order.text;
    step.person = order.person;
    step.master = order.master;
    step.kept_from = order.party;
    step.kind = order.kind;
    step.days = order.days;
    step.files = files;
    step.version = order.version;
    if (step.action == Action::set_nature)
        step.nature = order.nature;
    if (step.action == Action::transfer)
        step.department = order.department;
    if (step.action == Action::classify || (step.action == Action::transfer && unclassified(ticket))) {
        step.field = order.field.empty() ? suggested_field(context, ticket) : order.field;
        step.area = order.area.empty() ? suggested_area(context, ticket) : order.area;
        if (order.urgent)
            step.urgency = Urgency::urgent;
    }
    return step;
}

bool leads_through(Status from, const std::vector<Step>& steps)
{
    return std::ranges::all_of(steps, [&](const Step& step) {
        const Rule* rule = find_rule(from, step.action);
        if (rule != nullptr && rule->to.kind == Target::Kind::state)
            from = rule->to.status;
        return rule != nullptr;
    });
}

// The words that the reporter wrote, until a term is named in them.
template <class T>
std::string named_in_words(Context& context, const Ticket& ticket,
                           const T* (*mentioned)(const Taxonomy&, std::string_view))
{
    for (const MessageRow& row : context.tx.messages().of_ticket(ticket.id))
        if (const auto* term = mentioned(context.commune.taxonomy, row.text))
            return term->key;
    return {};
}

bool wants_evidence(Context& context, const Order& order, const Ticket& ticket)
{
    const Field* field = find_field(context.commune.taxonomy, ticket.field);
    const bool work_done = order.kind == ResultKind::solved || order.kind == ResultKind::partly;
    return order.files.empty() && work_done && field != nullptr && field->needs_evidence;
}

bool lacks(Context& context, const Order& order, const Ticket& ticket, Slot slot)
{
    switch (slot) {
    case Slot::field:
        return order.field.empty() &&
               (order.verb == Verb::classify || (unclassified(ticket) && suggested_field(context, ticket).empty()));
    case Slot::department:
        return order.department.empty();
    case Slot::person:
        return order.person == UserId::none;
    case Slot::nature:
        return order.nature == Nature::unset;
    case Slot::party:
        return !order.party.named();
    case Slot::master:
        return order.master == TicketId::none;
    case Slot::days:
        return order.days == 0;
    case Slot::text:
        return order.text.empty() || (order.verb == Verb::publish && !order.text_chosen);
    case Slot::evidence:
        return wants_evidence(context, order, ticket);
    case Slot::photos:
        return !order.photos_chosen && !photos_of_result(context, ticket).empty();
    default:
        return false;
    }
}

} // namespace

Action action_of(Context& context, const Order& order, const Ticket& ticket)
{
    const bool answered = (order.verb == Verb::done && order.kind == ResultKind::answered) ||
                          (order.verb == Verb::answer && ticket.nature == Nature::question);
    if (answered && ticket.status == Status::received)
        return Action::answer_now;
    if (order.verb == Verb::recheck && rechecked(context, ticket))
        return Action::close_recheck;
    // The Front's remark, where it is meant, or where nothing else can be answered.
    if (order.verb == Verb::answer && remarked(context, ticket) &&
        (order.to_supervisor || (ticket.status != Status::received && !find_rule(ticket.status, Action::answer))))
        return Action::answer_remark;
    return command_of(order.verb).action.value_or(Action::receive);
}

Right right_of(Context& context, const Order& order, const Ticket& ticket)
{
    return action_of(context, order, ticket) == Action::answer_now ? Right::answer : command_of(order.verb).right;
}

std::string title_of(Context& context, const Order& order, const Ticket& ticket)
{
    const Catalogue& say = context.commune.say;
    const Action action = action_of(context, order, ticket);
    if (action == Action::answer_remark || action == Action::close_recheck)
        return say(action == Action::answer_remark ? Say::verb_answer_remark : Say::verb_close_recheck);
    const std::string who = name_of(context, order.party);
    return say(label_of(order.verb)) + (who.empty() ? "" : ": " + who);
}

std::vector<Step> plan(Context& context, const Order& order, const Ticket& ticket, const std::vector<OutboxFile>& files)
{
    auto steps = with_implied(context, ticket, step_of(context, order, ticket, files));
    return leads_through(ticket.status, steps) ? steps : std::vector<Step>{};
}

bool leads(Context& context, const Order& order, const Ticket& ticket)
{
    Step step;
    step.action = action_of(context, order, ticket);
    return find_rule(ticket.status, step.action) != nullptr ||
           leads_through(ticket.status, with_implied(context, ticket, step));
}

Slot lacking(Context& context, const Order& order, const Ticket& ticket)
{
    const Command& command = command_of(order.verb);
    for (const Slot slot : {command.first, command.second})
        if (lacks(context, order, ticket, slot))
            return slot;
    return Slot::nothing;
}

std::string suggested_field(Context& context, const Ticket& ticket)
{
    return ticket.field.empty() ? named_in_words(context, ticket, mentioned_field) : ticket.field;
}

std::string suggested_area(Context& context, const Ticket& ticket)
{
    return ticket.area.empty() ? named_in_words(context, ticket, mentioned_area) : ticket.area;
}

std::string suggested_department(Context& context, const Ticket& ticket, const std::string& field)
{
    Ticket routed = ticket;
    routed.field = field;
    routed.area = suggested_area(context, ticket);
    const std::string department = route_of(context.commune.taxonomy, routed).department;
    return holds(course_of(context, ticket).kept_from, {department, UserId::none}) ? std::string{} : department;
}

} // namespace langnghe::officer
