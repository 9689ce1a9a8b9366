#include "bot/operations/deadline_json.hpp"

#include "core/ticket/due.hpp"

#include <nlohmann/json.hpp>

namespace langnghe::operations {
namespace {

Json why_not(const calendar::Step& step)
{
    if (step.counted)
        return nullptr;
    if (step.note.weekend)
        return "weekend";
    return step.note.works ? Json("before the period begins") : Json(step.note.name);
}

Json days_of(const calendar::Deadline& deadline)
{
    Json days = Json::array();
    for (const calendar::Step& step : deadline.steps)
        days.push_back({{"day", calendar::to_vietnamese(step.day)},
                        {"minutes", step.minutes},
                        {"make_up", step.note.works && !step.note.name.empty() ? Json(step.note.name) : Json(nullptr)},
                        {"why_not", why_not(step)}});
    return days;
}

} // namespace

Json deadline_of(Context& context, const Ticket& ticket)
{
    if (ticket.status != Status::received || !ticket.due_at)
        return nullptr;
    const auto deadline = verification_due(context.commune.taxonomy, ticket.created_at);
    return {{"for", name_of(Action::verify)},
            {"from", to_rfc3339(ticket.created_at)},
            {"working_hours", deadline.period.count},
            {"due_at", to_rfc3339(deadline.due)},
            {"certain", deadline.certain},
            {"days", days_of(deadline)}};
}

} // namespace langnghe::operations
