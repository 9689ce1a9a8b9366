#include "adapters/json/reader.hpp"
#include "adapters/zalo_oa/platform.hpp"
#include "core/text/line.hpp"

#include <fmt/format.h>

#include <charconv>
#include <chrono>

namespace langnghe::zalo_oa {
namespace {

constexpr std::chrono::days warned_before{30};
constexpr std::size_t longest_name = 40;

std::optional<int> number_in(std::string_view text)
{
    int value = 0;
    const auto* end = text.data() + text.size();
    const auto [rest, failed] = std::from_chars(text.data(), end, value);
    return failed == std::errc{} && rest == end ? std::optional{value} : std::nullopt;
}

// "dd/mm/yyyy", the last day in Vietnam.
std::optional<TimePoint> end_of_day(std::string_view date)
{
    const auto first = date.find('/');
    const auto second = first == std::string_view::npos ? first : date.find('/', first + 1);
    if (second == std::string_view::npos)
        return std::nullopt;
    const auto day = number_in(date.substr(0, first));
    const auto month = number_in(date.substr(first + 1, second - first - 1));
    const auto year = number_in(date.substr(second + 1));
    if (!day || !month || !year || *day < 1 || *month < 1)
        return std::nullopt;
    const std::chrono::year_month_day read{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    if (!read.ok())
        return std::nullopt;
    return std::chrono::sys_days{read} + std::chrono::days{1} - vietnam_offset;
}

} // namespace

std::string ZaloOaPlatform::read_warning(const PlatformAnswer& answer, TimePoint now) const
{
    const auto document = json::parse(answer.body);
    const auto data = document ? document->root().object("data") : json::View{};
    const auto date = data.text("package_valid_through_date");
    const auto end = end_of_day(date);
    if (!end || *end - now > warned_before)
        return {};
    const auto name = text::on_one_line(data.text("package_name"), longest_name);
    return fmt::format("the account's package {} {} on {}: renew it at oa.zalo.me", name, *end > now ? "ends" : "ended",
                       date);
}

} // namespace langnghe::zalo_oa
