#pragma once
// How a deadline comes about, and how it explains itself. Working hours run on the working clock from the moment
// itself. Working days are counted whole: the day on which it begins does not count (Civil Code 2015, Article 147), and
// the deadline is the end of work on the last day that does (Article 148).

#include "core/calendar/calendar.hpp"

#include <vector>

namespace langnghe::calendar {

struct Period
{
    enum class Unit
    {
        working_hours,
        working_days
    } unit = Unit::working_days;
    int count = 5; // at least 1
};

// What one day gave to a period.
struct Step
{
    Day day;
    int minutes = 0;      // working minutes that counted
    bool counted = false; // as a working day, or with some of its minutes
    DayNote note;
};

struct Deadline
{
    TimePoint due;
    Period period;
    std::vector<Step> steps; // every day from the beginning to the end, in order
    bool certain = true;     // false: it touches a year whose holidays are provisional or unknown
};

Deadline due_after(const Calendar& calendar, TimePoint from, Period period);

// Working time between two moments; none when `until` is not after `from`.
Duration working_between(const Calendar& calendar, TimePoint from, TimePoint until);

// A deadline that stood still for so long: by as much working time later. A period of days keeps ending with its day.
TimePoint later_by(const Calendar& calendar, TimePoint due, Duration working, Period::Unit unit);

} // namespace langnghe::calendar
