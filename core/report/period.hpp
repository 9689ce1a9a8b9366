#pragma once
// The time that a report is about: whole days in Vietnam. A week begins on Monday and is numbered as in ISO 8601, by
// the year that its Thursday lies in.

#include "core/calendar/calendar.hpp"
#include "core/time.hpp"

#include <optional>
#include <string_view>

namespace langnghe::report {

enum class Span
{
    day,
    week,
    month,
    quarter
};

std::string_view name_of(Span span);
std::optional<Span> span_from(std::string_view name);

struct Period
{
    Span span = Span::week;
    calendar::Day from;  // its first day
    calendar::Day until; // the day after its last
    friend bool operator==(const Period&, const Period&) = default;
};

// The one that this day lies in.
Period period_of(Span span, calendar::Day day);
Period before(const Period& period);

inline TimePoint begin_of(const Period& period) { return calendar::at(period.from, 0); }
inline TimePoint end_of(const Period& period) { return calendar::at(period.until, 0); }
inline calendar::Day last_day(const Period& period) { return period.until - std::chrono::days{1}; }

// Its number within its year: of the day in the year, the week, the month or the quarter.
struct Ordinal
{
    int number = 0;
    int year = 0;
};
Ordinal ordinal_of(const Period& period);

} // namespace langnghe::report
