#include "adapters/zalo_oa/group.hpp"

#include "adapters/json/reader.hpp"
#include "adapters/zalo_oa/answer.hpp"
#include "core/text/normalize.hpp"

#include <algorithm>
#include <charconv>

namespace langnghe::zalo_oa {
namespace {

constexpr std::int64_t first_milli = 1'000'000'000'000;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<std::int64_t> whole_number(std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || failed != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

std::optional<TimePoint> end_of_day(std::string_view year, std::string_view month, std::string_view day)
{
    const auto y = whole_number(year);
    const auto m = whole_number(month);
    const auto d = whole_number(day);
    if (!y || !m || !d)
        return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(*y)},
                                           std::chrono::month{static_cast<unsigned>(*m)},
                                           std::chrono::day{static_cast<unsigned>(*d)}};
    if (!date.ok())
        return std::nullopt;
    return TimePoint{std::chrono::sys_days{date} + std::chrono::days{1} - vietnam_offset};
}

std::optional<TimePoint> sooner(std::optional<TimePoint> one, std::optional<TimePoint> other)
{
    if (!one || !other)
        return one ? one : other;
    return std::min(*one, *other);
}

std::optional<TimePoint> date_of(json::View object, std::string_view key) { return read_date(object.id(key)); }

bool is_true(json::View object, std::string_view key)
{
    return object.flag(key).value_or(object.id(key) == "1" || object.text(key) == "true");
}

} // namespace

std::optional<TimePoint> read_date(std::string_view text)
{
    if (const auto value = whole_number(text))
        return *value <= 0 ? std::nullopt : std::optional(from_millis(*value >= first_milli ? *value : *value * 1000));
    // The time of day, where there is one, may stand before or after.
    for (std::size_t at = 0; at + 10 <= text.size(); ++at) {
        const auto date = text.substr(at, 10);
        if (at > 0 && is_digit(text[at - 1]))
            continue;
        if (date[2] == '/' && date[5] == '/')
            return end_of_day(date.substr(6), date.substr(3, 2), date.substr(0, 2));
        if (date[4] == '-' && date[7] == '-')
            return end_of_day(date.substr(0, 4), date.substr(5, 2), date.substr(8));
    }
    return std::nullopt;
}

// The platform's list of packages, /v3.0/oa/quota/group, is not asked: it tells what could carry one more group, in
// twelve calls (four sizes of three origins), and we make none. Of the package that carries a group of ours this answer
// says all that matters: when it ends, whether it renews itself, how many may come in, and when the group is taken
// down.
GroupFacts read_group_facts(const PlatformAnswer& answer, std::string_view token)
{
    GroupFacts facts;
    facts.outcome = read_answer(answer, {}, token);
    const auto document = json::parse(answer.body);
    if (facts.outcome.kind != Outcome::Kind::accepted || !document)
        return facts;
    const auto data = document->root().object("data");
    const auto info = data.has("group_info") ? data.object("group_info") : data;
    const auto asset = data.object("asset_info");
    facts.title = text::clean_inbound(info.text("name"));
    facts.enabled = info.text("status") != "disabled";
    facts.members = info.digits("total_member").value_or(0);
    facts.most_members = info.digits("max_member").value_or(0);
    facts.ends_at = date_of(info, "auto_delete_date");
    if (!is_true(asset, "auto_renew"))
        facts.ends_at = sooner(facts.ends_at, date_of(asset, "valid_through"));
    return facts;
}

} // namespace langnghe::zalo_oa
