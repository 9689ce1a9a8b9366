#include "bot/config/calendar_reader.hpp"

#include "core/outbox/quiet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace langnghe::config {
namespace {

using calendar::Calendar;
using calendar::Day;
using calendar::Span;

constexpr std::chrono::days longest_holiday{15};
constexpr std::string_view date_example = "\"2026-11-24\"";

std::optional<Day> read_day(Table& table, std::string_view key, const std::string& text)
{
    const auto day = calendar::parse_day(text);
    if (!day)
        table.problem(key, fmt::format("{} is no day of the calendar", key),
                      fmt::format("write it as {}", date_example));
    return day;
}

// Spans of the working day: in order and apart.
std::vector<Span> read_hours(Table& table)
{
    std::vector<Span> hours;
    for (const std::string& text : table.texts("hours")) {
        const auto span = outbox::parse_quiet(text);
        const bool legal = span && span->from < span->until && (hours.empty() || hours.back().until <= span->from);
        if (legal)
            hours.push_back({span->from, span->until});
        else
            table.problem("hours", "hours must be spans of one day, in order",
                          R"(write ["07:30-11:30", "13:30-17:30"])");
    }
    if (hours.empty())
        table.problem("hours", "hours says no working time", R"(write ["07:30-11:30", "13:30-17:30"])");
    return hours;
}

std::set<int> read_years(Table& table, std::string_view key)
{
    std::set<int> years;
    for (const std::string& text : table.texts(key)) {
        const auto day = calendar::parse_day(text + "-01-01");
        if (day)
            years.insert(calendar::year_of(*day));
        else
            table.problem(key, fmt::format("{} has something that is no year", key), R"(write ["2026", "2027"])");
    }
    return years;
}

// "07:30", as minutes of the day.
int read_time(Table& table, std::string_view key, int otherwise)
{
    const std::string text = table.text(key);
    if (text.empty())
        return otherwise;
    const auto span = outbox::parse_quiet(text + "-23:59");
    if (!span)
        table.problem(key, fmt::format("{} is not HH:MM", key), "write for example \"07:30\"");
    return span ? span->from : otherwise;
}

// A day whose year is not said to be covered would make that year look complete.
void check_year(Table& table, const Calendar& calendar, Day day)
{
    if (!calendar.years.contains(calendar::year_of(day)))
        table.problem("date", "this day is of a year that [calendar] does not name", "add the year to years");
}

void read_holiday(Table& table, Calendar& calendar)
{
    const auto name = table.required("name", "\"its name\"");
    const auto first = read_day(table, "date", table.required("date", date_example));
    const auto until_text = table.text("until");
    const auto last = until_text.empty() ? first : read_day(table, "until", until_text);
    table.close();
    if (!first || !last)
        return;
    if (*last < *first || *last - *first > longest_holiday)
        return table.problem("until", "until lies before date, or very far behind it", "write the last day off");
    check_year(table, calendar, *first);
    for (Day day = *first; day <= *last; day += std::chrono::days{1})
        calendar.holidays[day] = name;
}

void read_make_up(Table& table, Calendar& calendar)
{
    const auto day = read_day(table, "date", table.required("date", date_example));
    const auto name = table.required("name", "\"for which day it stands in\"");
    table.close();
    if (!day)
        return;
    check_year(table, calendar, *day);
    if (calendar.holidays.contains(*day))
        table.problem("date", "this day is a [[holiday]] as well", "leave it in one of the two");
    else if (!calendar::note_of(calendar, *day).weekend)
        table.problem("date", "this day is no Saturday and no Sunday", "a make-up day is one that is not worked else");
    calendar.make_up[*day] = name;
}

} // namespace

std::optional<Calendar> read_calendar(Notes& notes, Table& root)
{
    const toml::table* head = root.table("calendar");
    const auto holidays = root.tables("holiday");
    const auto make_up_days = root.tables("make_up_day");
    if (!head) {
        if (!holidays.empty() || !make_up_days.empty())
            root.problem("holiday", "there are days of a calendar, but no [calendar]", "write [calendar] before them");
        return std::nullopt;
    }
    Calendar calendar;
    Table table(*head, "[calendar]", notes);
    calendar.hours = read_hours(table);
    calendar.years = read_years(table, "years");
    calendar.provisional = read_years(table, "provisional");
    if (!std::ranges::includes(calendar.years, calendar.provisional))
        table.problem("provisional", "provisional names a year that years does not", "add it to years");
    table.close();
    for (const toml::table* entry : holidays) {
        Table holiday(*entry, "[[holiday]]", notes);
        read_holiday(holiday, calendar);
    }
    for (const toml::table* entry : make_up_days) {
        Table day(*entry, "[[make_up_day]]", notes);
        read_make_up(day, calendar);
    }
    return calendar;
}

Deadlines read_deadlines(Notes& notes, Table& root)
{
    Deadlines deadlines;
    if (const toml::table* entry = root.table("deadlines")) {
        Table table(*entry, "[deadlines]", notes);
        deadlines.verify_hours = static_cast<int>(table.number("verify_hours", deadlines.verify_hours, 1, 200));
        deadlines.urgent_hours = static_cast<int>(table.number("urgent_hours", deadlines.urgent_hours, 1, 200));
        deadlines.remind_days = static_cast<int>(table.number("remind_days", deadlines.remind_days, 1, 60));
        deadlines.offer_days = static_cast<int>(table.number("offer_days", deadlines.offer_days, 1, 180));
        deadlines.digest_at = read_time(table, "digest", deadlines.digest_at);
        table.close();
    }
    return deadlines;
}

} // namespace langnghe::config
