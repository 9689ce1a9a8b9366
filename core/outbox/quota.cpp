#include "core/outbox/quota.hpp"

#include <fmt/format.h>

#include <chrono>

namespace langnghe::outbox {
namespace {

constexpr std::int64_t reserved_part = 20; // of which one is kept for what is urgent

std::string next_month(TimePoint now) { return to_vietnamese(month_begins(month_in_vietnam(now) + 1)); }

} // namespace

std::int64_t month_in_vietnam(TimePoint time)
{
    const auto day = std::chrono::floor<std::chrono::days>(time + vietnam_offset);
    const std::chrono::year_month_day date{day};
    return std::int64_t{static_cast<int>(date.year())} * 12 + static_cast<unsigned>(date.month()) - 1;
}

TimePoint month_begins(std::int64_t month)
{
    const std::chrono::year year{static_cast<int>(month / 12)};
    const std::chrono::month name{static_cast<unsigned>(month % 12) + 1};
    return TimePoint{std::chrono::sys_days{year / name / 1}} - vietnam_offset;
}

Allowance allowance(const Quota& quota, const Usage& usage, std::size_t in_flight)
{
    if (quota.messages == 0)
        return {};
    Allowance allowance;
    allowance.left = quota.messages - usage.messages - static_cast<std::int64_t>(in_flight);
    if (allowance.left <= quota.messages / reserved_part)
        allowance.least = Priority::urgent;
    return allowance;
}

Fill fill_of(std::int64_t used, std::int64_t limit)
{
    if (limit == 0 || used < limit - limit / 5)
        return Fill::low;
    return used < limit ? Fill::near : Fill::full;
}

std::string used_up(const Quota& quota, const Usage& usage, TimePoint now)
{
    if (fill_of(usage.messages, quota.messages) != Fill::full)
        return {};
    return fmt::format("the platform's {} messages of this month are used up; the next month begins {}", quota.messages,
                       next_month(now));
}

std::vector<std::string> quota_warnings(const Quota& quota, const Usage& usage, TimePoint now)
{
    std::vector<std::string> warnings;
    if (fill_of(usage.messages, quota.messages) == Fill::near)
        warnings.push_back(fmt::format("{} of the platform's {} messages of this month are used; the last {} are kept "
                                       "for alerts and urgent cases, the next month begins {}",
                                       usage.messages, quota.messages, quota.messages / reserved_part,
                                       next_month(now)));
    if (fill_of(usage.people, quota.people) != Fill::low)
        warnings.push_back(fmt::format("{} of the {} people that the platform lets write to this bot are used up; "
                                       "others need another channel or the web form",
                                       usage.people, quota.people));
    if (fill_of(usage.groups, quota.groups) != Fill::low)
        warnings.push_back(
            fmt::format("the bot is in {} of the {} groups that the platform allows", usage.groups, quota.groups));
    return warnings;
}

} // namespace langnghe::outbox
