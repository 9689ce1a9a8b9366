#include "core/clock/explain.hpp"

#include "core/message/say.hpp"
#include "core/ticket/due.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace langnghe::clock {
namespace {

using calendar::Period;
using calendar::Step;

constexpr std::size_t most_named = 8; // days or spans of days in one sentence

// "26/11"
std::string short_day(calendar::Day day) { return calendar::to_vietnamese(day).substr(0, 5); }

std::string plain_minutes(std::int64_t minutes, const Catalogue& say)
{
    const std::string hours = std::to_string(minutes / 60);
    const std::string rest = std::to_string(minutes % 60);
    if (minutes % 60 == 0)
        return say(Say::span_hours, {{"hours", hours}});
    if (minutes < 60)
        return say(Say::span_minutes, {{"minutes", rest}});
    return say(Say::span_hours_minutes, {{"hours", hours}, {"minutes", rest}});
}

std::string working_time(Duration time, const Catalogue& say)
{
    return plain_minutes(std::chrono::round<std::chrono::minutes>(time).count(), say);
}

std::string period_text(const Period& period, const Catalogue& say)
{
    const std::string count = std::to_string(period.count);
    return period.unit == Period::Unit::working_hours ? say(Say::span_working_hours, {{"hours", count}})
                                                      : say(Say::span_working_days, {{"days", count}});
}

// Neighbouring days as one: "30/11–04/12".
class Days
{
public:
    void add(calendar::Day day, std::string what)
    {
        if (!spans_.empty() && spans_.back().what == what && spans_.back().last + std::chrono::days{1} == day)
            spans_.back().last = day;
        else
            spans_.push_back({day, day, std::move(what)});
    }

    bool empty() const { return spans_.empty(); }

    std::string text() const
    {
        std::string text;
        for (std::size_t i = 0; i < std::min(spans_.size(), most_named); ++i) {
            const auto& [first, last, what] = spans_[i];
            text += fmt::format("{}{}{}{}", text.empty() ? "" : "; ", short_day(first),
                                first == last ? "" : "–" + short_day(last), what.empty() ? "" : " (" + what + ")");
        }
        return spans_.size() > most_named ? text + "…" : text;
    }

private:
    struct Span
    {
        calendar::Day first;
        calendar::Day last;
        std::string what;
    };
    std::vector<Span> spans_;
};

std::string why_not(const Step& step, const Catalogue& say)
{
    if (step.note.weekend)
        return say(Say::day_weekend);
    if (!step.note.works)
        return std::string{step.note.name};
    return {};
}

std::string why_counted(const Step& step, const Period& period, const Catalogue& say)
{
    std::string text = period.unit == Period::Unit::working_hours ? plain_minutes(step.minutes, say) : std::string{};
    if (!step.note.name.empty())
        text += (text.empty() ? "" : ", ") + std::string{step.note.name};
    return text;
}

void add_line(std::string& text, std::string line) { text += (text.empty() ? "" : "\n") + std::move(line); }

void add_days(std::string& text, const std::vector<Step>& steps, const Period& period, const Catalogue& say)
{
    Days counted;
    Days left_out;
    for (const Step& step : steps) {
        if (step.counted)
            counted.add(step.day, why_counted(step, period, say));
        else if (const std::string why = why_not(step, say); !why.empty())
            left_out.add(step.day, why);
    }
    if (!counted.empty())
        add_line(text, say(Say::explain_counted, {{"days", counted.text()}}));
    if (!left_out.empty())
        add_line(text, say(Say::explain_left_out, {{"days", left_out.text()}}));
}

void add_changes(std::string& text, const Reckoning& reckoning, const Catalogue& say)
{
    if (reckoning.extended_days > 0) {
        add_line(text, say(Say::explain_extended, {{"days", std::to_string(reckoning.extended_days)}}));
        add_days(text, reckoning.extension, {Period::Unit::working_days, reckoning.extended_days}, say);
    }
    if (reckoning.standing)
        add_line(text, say(Say::explain_standing, {{"time", to_vietnamese(*reckoning.since)}}));
    if (reckoning.paused > Duration{0})
        add_line(text, say(Say::explain_paused, {{"span", working_time(reckoning.paused, say)}}));
    if (!reckoning.certain)
        add_line(text, say(Say::explain_provisional));
}

Period period_of(const Taxonomy& taxonomy, const std::optional<Course>& course)
{
    return course && course->due_from ? course->given
                                      : Period{Period::Unit::working_hours, taxonomy.deadlines.verify_hours};
}

void extend(const Taxonomy& taxonomy, Reckoning& reckoning)
{
    const auto& calendar = taxonomy.calendar;
    const std::chrono::minutes granted{reckoning.extended_days * minutes_of_day(calendar)};
    const auto longer = due_after(calendar, reckoning.due, {Period::Unit::working_days, reckoning.extended_days});
    reckoning.extension = longer.steps;
    reckoning.certain = reckoning.certain && longer.certain;
    reckoning.due = later_by(calendar, reckoning.due, granted, reckoning.given.period.unit);
}

} // namespace

std::optional<Reckoning> reckon(const Taxonomy& taxonomy, const Ticket& ticket, const std::optional<Course>& course,
                                TimePoint now)
{
    const bool standing = ticket.status == Status::needs_info && course && course->paused_at;
    if (!is_open(ticket.status) || (!ticket.due_at && !standing))
        return std::nullopt;
    Reckoning reckoning;
    reckoning.duty = ticket.status == Status::received ? Duty::verification : Duty::handling;
    reckoning.from = course && course->due_from ? *course->due_from : ticket.created_at;
    reckoning.given = due_after(taxonomy.calendar, reckoning.from, period_of(taxonomy, course));
    reckoning.certain = reckoning.given.certain;
    if (course) {
        reckoning.paused = course->paused;
        reckoning.standing = standing;
        reckoning.since = standing ? course->paused_at : std::nullopt;
        if (standing)
            reckoning.paused += working_between(taxonomy.calendar, *course->paused_at, now);
        reckoning.extended_days = course->extended_days;
    }
    reckoning.due = reckoning.given.due;
    if (reckoning.extended_days > 0)
        extend(taxonomy, reckoning);
    reckoning.due = later_by(taxonomy.calendar, reckoning.due, reckoning.paused, reckoning.given.period.unit);
    return reckoning;
}

std::string explain(const Commune& commune, const Ticket& ticket, const std::optional<Course>& course, TimePoint now)
{
    const auto reckoning = reckon(commune.taxonomy, ticket, course, now);
    if (!reckoning)
        return {};
    const Catalogue& say = commune.say;
    const std::string what = say(reckoning->duty == Duty::verification ? Say::duty_verification : Say::duty_handling);
    std::string text =
        reckoning->standing
            ? say(Say::explain_no_end, {{"what", what}})
            : say(Say::explain_due,
                  {{"what", what}, {"due", to_vietnamese(ticket.due_at ? *ticket.due_at : reckoning->due)}});
    const bool by_hours = reckoning->given.period.unit == Period::Unit::working_hours;
    add_line(text,
             say(by_hours ? Say::explain_from_hours : Say::explain_from_days,
                 {{"span", period_text(reckoning->given.period, say)}, {"from", to_vietnamese(reckoning->from)}}));
    add_days(text, reckoning->given.steps, reckoning->given.period, say);
    add_changes(text, *reckoning, say);
    return text;
}

} // namespace langnghe::clock
