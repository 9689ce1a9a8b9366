#include "core/process/act.hpp"
#include "core/process/route.hpp"

#include <algorithm>

namespace langnghe {
namespace {

Step plain(Action action, const Step& step)
{
    Step implied;
    implied.action = action;
    implied.version = step.version;
    return implied;
}

// What the classification on the way to a transfer takes from the command.
Step classification(const Ticket& ticket, const Step& step)
{
    Step classify = plain(Action::classify, step);
    classify.field = step.field.empty() ? ticket.field : step.field;
    classify.area = step.area;
    classify.urgency = step.urgency;
    classify.kept_from = step.kept_from;
    return classify;
}

// Where the routes send what this classification makes of the ticket; empty when that department is kept out.
std::string suggested(Context& context, Ticket ticket, const Step& classify)
{
    ticket.field = classify.field;
    if (!classify.area.empty())
        ticket.area = classify.area;
    ticket.urgency = classify.urgency.value_or(ticket.urgency);
    const std::string department = route_of(context.commune.taxonomy, ticket).department;
    const KeptFrom kept_from = with(course_of(context, ticket).kept_from, classify.kept_from);
    return holds(kept_from, {department, UserId::none}) ? std::string{} : department;
}

void lead_to_transfer(Context& context, const Ticket& ticket, Step step, std::vector<Step>& steps)
{
    const Step classify = classification(ticket, step);
    const bool said = !step.field.empty() || !step.area.empty() || step.urgency;
    if (ticket.status != Status::classified || said)
        steps.push_back(classify);
    if (step.department.empty())
        step.department = suggested(context, ticket, classify);
    steps.push_back(std::move(step));
}

} // namespace

std::vector<Step> with_implied(Context& context, const Ticket& ticket, const Step& step)
{
    std::vector<Step> steps;
    const bool fresh = ticket.status == Status::received;
    const bool before_transfer = fresh || ticket.status == Status::verified || ticket.status == Status::classified;
    if (step.action == Action::transfer && before_transfer) {
        if (fresh)
            steps.push_back(plain(Action::verify, step));
        lead_to_transfer(context, ticket, step, steps);
        return steps;
    }
    const bool first_verified =
        step.action == Action::classify || step.action == Action::ask || step.action == Action::answer;
    if (first_verified && fresh)
        steps.push_back(plain(Action::verify, step));
    if (step.action == Action::resolve && ticket.status == Status::transferred)
        steps.push_back(plain(Action::accept, step));
    steps.push_back(step);
    return steps;
}

} // namespace langnghe
