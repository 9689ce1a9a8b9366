#include "core/outbox/quiet.hpp"

#include "core/outbox/order.hpp"

#include <fmt/format.h>

namespace langnghe::outbox {
namespace {

constexpr int day = 24 * 60;

// -1 when it is no time of day.
int minute_from(std::string_view text)
{
    const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9' ? text[at] - '0' : 100; };
    if (text.size() != 5 || text[2] != ':')
        return -1;
    const int hour = digit(0) * 10 + digit(1);
    const int minute = digit(3) * 10 + digit(4);
    return hour < 24 && minute < 60 ? hour * 60 + minute : -1;
}

bool within(QuietHours hours, int minute)
{
    if (hours.from <= hours.until)
        return minute >= hours.from && minute < hours.until;
    return minute >= hours.from || minute < hours.until;
}

std::string fact_of(UserId user) { return fmt::format("quiet/user/{}", number(user)); }
std::string fact_of(GroupId group) { return fmt::format("quiet/group/{}", number(group)); }

std::optional<QuietHours> read(Tx& tx, const std::string& fact) { return parse_quiet(tx.fact(fact).value_or("")); }

void write(Tx& tx, const std::string& fact, std::optional<QuietHours> hours)
{
    tx.set_fact(fact, hours ? to_text(*hours) : std::string{});
}

} // namespace

std::optional<QuietHours> parse_quiet(std::string_view text)
{
    if (text == "off")
        return QuietHours{};
    if (text.size() != 11 || text[5] != '-')
        return std::nullopt;
    const QuietHours hours{minute_from(text.substr(0, 5)), minute_from(text.substr(6))};
    return hours.from < 0 || hours.until < 0 ? std::nullopt : std::optional{hours};
}

std::string to_text(QuietHours hours)
{
    if (hours.from == hours.until)
        return "off";
    return fmt::format("{:02}:{:02}-{:02}:{:02}", hours.from / 60, hours.from % 60, hours.until / 60, hours.until % 60);
}

TimePoint after_quiet(const OutboxItem& item, QuietHours hours, TimePoint now)
{
    const int minute = minute_of_day_in_vietnam(now);
    if (rank_of(item) != Rank::news || !within(hours, minute))
        return now;
    const auto left = std::chrono::minutes{(hours.until - minute + day) % day};
    return std::chrono::floor<std::chrono::minutes>(now) + left;
}

std::optional<QuietHours> own_quiet(Tx& tx, UserId user) { return read(tx, fact_of(user)); }
std::optional<QuietHours> own_quiet(Tx& tx, GroupId group) { return read(tx, fact_of(group)); }

void set_own_quiet(Tx& tx, UserId user, std::optional<QuietHours> hours) { write(tx, fact_of(user), hours); }
void set_own_quiet(Tx& tx, GroupId group, std::optional<QuietHours> hours) { write(tx, fact_of(group), hours); }

QuietHours quiet_of(Tx& tx, const Commune& commune, const OutboxItem& item)
{
    std::optional<QuietHours> own;
    if (item.chat_kind == ChatKind::group) {
        if (const auto group = tx.groups().find(item.channel, item.chat))
            own = own_quiet(tx, group->id);
    } else if (const auto identity = tx.people().find(item.channel, item.chat)) {
        if (identity->user != UserId::none)
            own = own_quiet(tx, identity->user);
    }
    return own.value_or(QuietHours{commune.rules.quiet_from, commune.rules.quiet_until});
}

} // namespace langnghe::outbox
