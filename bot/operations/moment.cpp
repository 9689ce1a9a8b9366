#include "bot/operations/moment.hpp"

#include <chrono>

namespace langnghe::operations {
namespace {

// -1 when these are not so many digits.
int number_at(std::string_view text, std::size_t at, std::size_t digits)
{
    int value = 0;
    for (const char c : text.substr(at, digits)) {
        if (c < '0' || c > '9')
            return -1;
        value = value * 10 + (c - '0');
    }
    return value;
}

std::optional<std::chrono::minutes> clock_from(std::string_view text)
{
    if (text.size() != 5 || text[2] != ':')
        return std::nullopt;
    const int hour = number_at(text, 0, 2);
    const int minute = number_at(text, 3, 2);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59)
        return std::nullopt;
    return std::chrono::minutes{hour * 60 + minute};
}

} // namespace

std::optional<TimePoint> moment_from(std::string_view text, TimePoint now)
{
    using namespace std::chrono;
    if (const auto clock = clock_from(text)) {
        const TimePoint today = floor<days>(now + vietnam_offset) - vietnam_offset + *clock;
        return today > now ? today : today + days{1};
    }
    if (text.size() != 16 || text[4] != '-' || text[7] != '-' || (text[10] != ' ' && text[10] != 'T'))
        return std::nullopt;
    const auto clock = clock_from(text.substr(11));
    const year_month_day date{year{number_at(text, 0, 4)}, month{static_cast<unsigned>(number_at(text, 5, 2))},
                              day{static_cast<unsigned>(number_at(text, 8, 2))}};
    if (!clock || number_at(text, 0, 4) < 2000 || !date.ok())
        return std::nullopt;
    return TimePoint{sys_days{date}} - vietnam_offset + *clock;
}

} // namespace langnghe::operations
