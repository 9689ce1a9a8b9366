#include "core/calendar/calendar.hpp"

#include <fmt/format.h>

#include <charconv>
#include <numeric>

namespace langnghe::calendar {
namespace {

std::chrono::year_month_day date_of(Day day) { return std::chrono::year_month_day{day}; }

bool is_weekend(Day day)
{
    const std::chrono::weekday weekday{day};
    return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

std::optional<int> digits(std::string_view text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || text.front() == '-')
        return std::nullopt;
    return value;
}

} // namespace

DayNote note_of(const Calendar& calendar, Day day)
{
    if (const auto off = calendar.holidays.find(day); off != calendar.holidays.end())
        return {false, false, off->second};
    if (const auto worked = calendar.make_up.find(day); worked != calendar.make_up.end())
        return {true, false, worked->second};
    const bool weekend = is_weekend(day);
    return {!weekend, weekend, {}};
}

int minutes_of_day(const Calendar& calendar)
{
    return std::accumulate(calendar.hours.begin(), calendar.hours.end(), 0,
                           [](int sum, const Span& span) { return sum + span.until - span.from; });
}

Day day_of(TimePoint time)
{
    return Day{std::chrono::floor<std::chrono::days>(time + vietnam_offset).time_since_epoch()};
}

TimePoint at(Day day, int minute)
{
    return TimePoint{day.time_since_epoch()} + std::chrono::minutes{minute} - vietnam_offset;
}

std::string to_vietnamese(Day day)
{
    const auto date = date_of(day);
    return fmt::format("{:02}/{:02}/{:04}", static_cast<unsigned>(date.day()), static_cast<unsigned>(date.month()),
                       static_cast<int>(date.year()));
}

std::optional<Day> parse_day(std::string_view text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return std::nullopt;
    const auto year = digits(text.substr(0, 4));
    const auto month = digits(text.substr(5, 2));
    const auto day = digits(text.substr(8, 2));
    if (!year || !month || !day)
        return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    return date.ok() ? std::optional<Day>{Day{date}} : std::nullopt;
}

int year_of(Day day) { return static_cast<int>(date_of(day).year()); }

} // namespace langnghe::calendar
