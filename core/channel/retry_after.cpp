#include "core/channel/retry_after.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace langnghe {
namespace {

constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::vector<std::string_view> parts_of(std::string_view date)
{
    constexpr std::string_view between = " ,:-";
    std::vector<std::string_view> parts;
    for (auto at = date.find_first_not_of(between); at != std::string_view::npos;) {
        const auto end = std::min(date.find_first_of(between, at), date.size());
        parts.push_back(date.substr(at, end - at));
        at = date.find_first_not_of(between, end);
    }
    return parts;
}

std::optional<int> number_in(std::string_view part)
{
    int value = 0;
    const auto* end = part.data() + part.size();
    const auto [rest, failed] = std::from_chars(part.data(), end, value);
    return failed == std::errc{} && rest == end && value >= 0 ? std::optional{value} : std::nullopt;
}

struct Written
{
    std::string_view day;
    std::string_view month;
    std::string_view year;
    std::size_t clock = 0; // where the hour stands
};

// "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT" or "Sun Nov  6 08:49:37 1994".
std::optional<Written> find_parts(const std::vector<std::string_view>& parts)
{
    if (parts.size() == 8 && parts[7] == "GMT")
        return Written{parts[1], parts[2], parts[3], 4};
    if (parts.size() == 7)
        return Written{parts[2], parts[1], parts[6], 3};
    return std::nullopt;
}

std::optional<TimePoint> read_date(std::string_view text)
{
    const auto parts = parts_of(text);
    const auto written = find_parts(parts);
    if (!written)
        return std::nullopt;
    const auto month = std::ranges::find(months, written->month);
    const auto day = number_in(written->day);
    auto year = number_in(written->year);
    const auto hour = number_in(parts[written->clock]);
    const auto minute = number_in(parts[written->clock + 1]);
    const auto second = number_in(parts[written->clock + 2]);
    if (month == months.end() || !day || !year || !hour || !minute || !second || *hour > 23 || *minute > 59 ||
        *second > 60 || *year > 9999)
        return std::nullopt;
    if (written->year.size() == 2)
        *year += 2000;
    const std::chrono::year_month_day date{std::chrono::year{*year},
                                           std::chrono::month{static_cast<unsigned>(month - months.begin()) + 1},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok())
        return std::nullopt;
    return std::chrono::sys_days{date} + std::chrono::hours{*hour} + std::chrono::minutes{*minute} +
           std::chrono::seconds{*second};
}

} // namespace

std::optional<Duration> read_retry_after(std::string_view header, TimePoint now, Duration longest)
{
    constexpr Duration shortest = std::chrono::seconds{1};
    std::int64_t seconds = 0;
    const auto* end = header.data() + header.size();
    const auto [rest, failed] = std::from_chars(header.data(), end, seconds);
    if (!header.empty() && rest == end) {
        const auto most = std::chrono::ceil<std::chrono::seconds>(longest).count();
        if (failed == std::errc::result_out_of_range && header.front() != '-')
            seconds = most;
        return std::clamp<Duration>(std::chrono::seconds{std::clamp<std::int64_t>(seconds, 0, most)}, shortest,
                                    longest);
    }
    const auto moment = now == TimePoint{} ? std::nullopt : read_date(header);
    if (!moment)
        return std::nullopt;
    return std::clamp<Duration>(*moment - now, shortest, longest);
}

} // namespace langnghe
