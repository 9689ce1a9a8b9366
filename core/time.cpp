#include "core/time.hpp"

#include <fmt/format.h>

namespace langnghe {
namespace {

struct Local
{
    std::chrono::year_month_day date;
    std::chrono::hh_mm_ss<Duration> time;
};

Local local(TimePoint time)
{
    const auto shifted = time + vietnam_offset;
    const auto day = std::chrono::floor<std::chrono::days>(shifted);
    return {std::chrono::year_month_day{day}, std::chrono::hh_mm_ss<Duration>{shifted - day}};
}

} // namespace

std::string to_rfc3339(TimePoint time)
{
    const auto [date, clock] = local(time);
    auto text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()),
                            static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                            clock.hours().count(), clock.minutes().count(), clock.seconds().count());
    if (clock.subseconds().count() != 0)
        text += fmt::format(".{:03}", clock.subseconds().count());
    return text + "+07:00";
}

std::string to_vietnamese(TimePoint time)
{
    const auto [date, clock] = local(time);
    return fmt::format("{:02}:{:02} {:02}/{:02}/{:04}", clock.hours().count(), clock.minutes().count(),
                       static_cast<unsigned>(date.day()), static_cast<unsigned>(date.month()),
                       static_cast<int>(date.year()));
}

int year_in_vietnam(TimePoint time) { return static_cast<int>(local(time).date.year()); }

int minute_of_day_in_vietnam(TimePoint time)
{
    const auto clock = local(time).time;
    return static_cast<int>(clock.hours().count() * 60 + clock.minutes().count());
}

} // namespace langnghe
