#pragma once
// When the commune works: the spans of a working day, the weekend, the holidays and the make-up days of each year, in
// Vietnam's time. Data, read from taxonomy.toml; the holidays are those of the Labour Code 2019, Article 112, and of
// the yearly decisions on the days off around them.

#include "core/time.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace langnghe::calendar {

// A day in Vietnam, without its time.
using Day = std::chrono::local_days;

// Minutes since midnight, from < until.
struct Span
{
    int from = 0;
    int until = 0;
};

struct Calendar
{
    std::vector<Span> hours{{7 * 60 + 30, 11 * 60 + 30}, {13 * 60 + 30, 17 * 60 + 30}}; // in order, apart, at least one
    std::map<Day, std::string> holidays; // the name of each day off, also of one that is swapped for another
    std::map<Day, std::string> make_up;  // days of a weekend that are worked instead
    std::set<int> years;                 // whose holidays stand here
    std::set<int> provisional;           // and of these, those that are not decided yet
};

struct DayNote
{
    bool works = true;
    bool weekend = false;  // why it does not
    std::string_view name; // of the holiday, or of the make-up day
};

DayNote note_of(const Calendar& calendar, Day day);

// Minutes of work in a full day.
int minutes_of_day(const Calendar& calendar);

Day day_of(TimePoint time);
TimePoint at(Day day, int minute);

// "24/11/2026"
std::string to_vietnamese(Day day);

// "2026-11-24"; nothing when there is no such day.
std::optional<Day> parse_day(std::string_view text);

int year_of(Day day);

} // namespace langnghe::calendar
