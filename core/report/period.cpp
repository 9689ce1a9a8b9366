#include "core/report/period.hpp"

#include <algorithm>
#include <array>

namespace langnghe::report {
namespace {

using calendar::Day;
using std::chrono::days;
using std::chrono::months;

constexpr std::array<std::string_view, 4> names{"day", "week", "month", "quarter"};

std::chrono::year_month_day date_of(Day day) { return std::chrono::year_month_day{day}; }

Day first_of(std::chrono::year year, std::chrono::month month) { return Day{year / month / 1}; }

Day monday_of(Day day) { return day - (std::chrono::weekday{day} - std::chrono::Monday); }

unsigned month_number(Day day) { return static_cast<unsigned>(date_of(day).month()); }

Period months_from(Span span, Day first, int count)
{
    const auto date = date_of(first);
    const auto next = date.year() / date.month() + months{count};
    return {span, first, first_of(next.year(), next.month())};
}

} // namespace

std::string_view name_of(Span span) { return names[static_cast<std::size_t>(span)]; }

std::optional<Span> span_from(std::string_view name)
{
    const auto found = std::ranges::find(names, name);
    if (found == names.end())
        return std::nullopt;
    return static_cast<Span>(found - names.begin());
}

Period period_of(Span span, Day day)
{
    const auto date = date_of(day);
    switch (span) {
    case Span::day:
        return {span, day, day + days{1}};
    case Span::week:
        return {span, monday_of(day), monday_of(day) + days{7}};
    case Span::month:
        return months_from(span, first_of(date.year(), date.month()), 1);
    case Span::quarter:
        break;
    }
    const unsigned first = (month_number(day) - 1) / 3 * 3 + 1;
    return months_from(Span::quarter, first_of(date.year(), std::chrono::month{first}), 3);
}

Period before(const Period& period) { return period_of(period.span, period.from - days{1}); }

Ordinal ordinal_of(const Period& period)
{
    const auto first_day_of = [](int year) { return first_of(std::chrono::year{year}, std::chrono::January); };
    const int year = calendar::year_of(period.from);
    switch (period.span) {
    case Span::day:
        return {static_cast<int>((period.from - first_day_of(year)).count()) + 1, year};
    case Span::week: {
        const Day thursday = period.from + days{3};
        const int owner = calendar::year_of(thursday);
        return {static_cast<int>((thursday - first_day_of(owner)).count()) / 7 + 1, owner};
    }
    case Span::month:
        return {static_cast<int>(month_number(period.from)), year};
    case Span::quarter:
        break;
    }
    return {static_cast<int>(month_number(period.from) - 1) / 3 + 1, year};
}

} // namespace langnghe::report
