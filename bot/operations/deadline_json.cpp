#include "bot/operations/deadline_json.hpp"

#include "core/clock/explain.hpp"
#include "core/store/courses.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

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

// The figure of the given period under its own unit: "working_hours" or "working_days".
void add_period(Json& json, const calendar::Period& period)
{
    const bool hours = period.unit == calendar::Period::Unit::working_hours;
    json[hours ? "working_hours" : "working_days"] = period.count;
}

std::vector<std::string> lines_of(const std::string& text)
{
    std::vector<std::string> lines;
    std::size_t begin = 0;
    for (std::size_t end = 0; end != std::string::npos; begin = end + 1) {
        end = text.find('\n', begin);
        lines.push_back(text.substr(begin, end == std::string::npos ? end : end - begin));
    }
    return lines;
}

} // namespace

Json deadline_of(Context& context, const Ticket& ticket)
{
    const auto course = context.tx.courses().find(ticket.id);
    const auto reckoning = clock::reckon(context.commune.taxonomy, ticket, course, context.now);
    if (!reckoning)
        return nullptr;
    const bool verification = reckoning->duty == clock::Duty::verification;
    Json json{{"for", name_of(verification ? Action::verify : Action::resolve)}, {"from", to_rfc3339(reckoning->from)}};
    add_period(json, reckoning->given.period);
    json["due_at"] = reckoning->standing ? Json(nullptr) : Json(to_rfc3339(ticket.due_at.value_or(reckoning->due)));
    json["certain"] = reckoning->certain;
    json["days"] = days_of(reckoning->given);
    json["extended_days"] = reckoning->extended_days;
    json["paused_minutes"] = std::chrono::round<std::chrono::minutes>(reckoning->paused).count();
    json["paused_since"] = reckoning->since ? Json(to_rfc3339(*reckoning->since)) : Json(nullptr);
    json["sentences"] = lines_of(clock::explain(context.commune, ticket, course, context.now));
    return json;
}

} // namespace langnghe::operations
