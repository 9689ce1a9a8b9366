#include "core/calendar/deadline.hpp"

#include <algorithm>

namespace langnghe::calendar {
namespace {

using std::chrono::days;

constexpr int longest_search = 3'660; // days; a calendar with work in it never needs as many

bool is_certain(const Calendar& calendar, Day day)
{
    const int year = year_of(day);
    return calendar.years.contains(year) && !calendar.provisional.contains(year);
}

Step step_of(const Calendar& calendar, Day day, Deadline& deadline)
{
    deadline.certain = deadline.certain && is_certain(calendar, day);
    Step step;
    step.day = day;
    step.note = note_of(calendar, day);
    return step;
}

// The end of work on this day.
TimePoint closing(const Calendar& calendar, Day day) { return at(day, calendar.hours.back().until); }

// Working milliseconds of this day between two moments.
Duration worked(const Calendar& calendar, Day day, TimePoint from, TimePoint until)
{
    Duration sum{0};
    if (!note_of(calendar, day).works)
        return sum;
    for (const Span& span : calendar.hours)
        sum += std::max(Duration{0}, std::min(until, at(day, span.until)) - std::max(from, at(day, span.from)));
    return sum;
}

// The moment at which so much of the day's work after `from` is done; the day has at least as much left.
TimePoint moment_after(const Calendar& calendar, Day day, TimePoint from, Duration left)
{
    for (const Span& span : calendar.hours) {
        const TimePoint begin = std::max(from, at(day, span.from));
        const Duration here = std::max(Duration{0}, at(day, span.until) - begin);
        if (left <= here)
            return begin + left;
        left -= here;
    }
    return closing(calendar, day);
}

int in_minutes(Duration time) { return static_cast<int>(std::chrono::round<std::chrono::minutes>(time).count()); }

// Lets so much working time pass from that moment on, and says day by day where it went.
void run(const Calendar& calendar, TimePoint from, Duration left, Deadline& deadline)
{
    Day day = day_of(from);
    for (int i = 0; i < longest_search; ++i, day += days{1}) {
        Step& step = deadline.steps.emplace_back(step_of(calendar, day, deadline));
        const Duration here = worked(calendar, day, from, at(day, 24 * 60));
        step.minutes = in_minutes(std::min(here, left));
        step.counted = step.minutes > 0;
        if (here >= left) {
            deadline.due = moment_after(calendar, day, from, left);
            return;
        }
        left -= here;
    }
    deadline.due = closing(calendar, day);
}

void run_days(const Calendar& calendar, TimePoint from, Deadline& deadline)
{
    Day day = day_of(from);
    deadline.steps.push_back(step_of(calendar, day, deadline));
    int left = deadline.period.count;
    for (int i = 0; i < longest_search && left > 0; ++i) {
        day += days{1};
        Step& step = deadline.steps.emplace_back(step_of(calendar, day, deadline));
        step.counted = step.note.works;
        step.minutes = step.counted ? minutes_of_day(calendar) : 0;
        left -= step.counted ? 1 : 0;
    }
    deadline.due = closing(calendar, day);
}

} // namespace

Deadline due_after(const Calendar& calendar, TimePoint from, Period period)
{
    Deadline deadline;
    deadline.period = period;
    if (period.unit == Period::Unit::working_hours)
        run(calendar, from, std::chrono::hours{period.count}, deadline);
    else
        run_days(calendar, from, deadline);
    return deadline;
}

Duration working_between(const Calendar& calendar, TimePoint from, TimePoint until)
{
    Duration sum{0};
    for (Day day = day_of(from); at(day, 0) < until; day += days{1})
        sum += worked(calendar, day, from, until);
    return sum;
}

TimePoint later_by(const Calendar& calendar, TimePoint due, Duration working, Period::Unit unit)
{
    if (working <= Duration{0})
        return due;
    Deadline later;
    run(calendar, due, working, later);
    return unit == Period::Unit::working_days ? closing(calendar, day_of(later.due)) : later.due;
}

} // namespace langnghe::calendar
