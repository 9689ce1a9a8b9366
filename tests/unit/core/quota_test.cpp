#include "core/outbox/plan.hpp"
#include "core/outbox/quota.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::outbox;
using namespace std::chrono_literals;

namespace {

constexpr Quota basic{3000, 50, 3};
constexpr TimePoint now = from_millis(1'795'000'000'000); // 2026-11-18

Usage used(std::int64_t messages)
{
    Usage usage;
    usage.messages = messages;
    return usage;
}

Candidate waiting(const std::string& chat, Priority priority)
{
    Candidate candidate;
    candidate.item.chat = chat;
    candidate.item.priority = priority;
    candidate.item.expires_at = now + 1h;
    return candidate;
}

std::vector<std::string> sent(std::int64_t messages, std::size_t in_flight = 0)
{
    Due due;
    due.candidates = {waiting("alert", Priority::alert), waiting("urgent", Priority::urgent),
                      waiting("normal", Priority::normal), waiting("bulk", Priority::bulk)};
    due.allowance = allowance(basic, used(messages), in_flight);
    ChannelTraits traits;
    traits.burst = 10;
    Pace pace{traits};
    std::vector<std::string> chats;
    const auto made = plan(std::move(due), pace, {traits, false, 10}, now);
    for (const auto& parcel : made.send)
        chats.push_back(parcel.rows.front().chat);
    return chats;
}

} // namespace

TEST_CASE("months are those of Vietnam")
{
    const auto november = month_in_vietnam(now);
    CHECK(november == 2026 * 12 + 10);
    CHECK(to_rfc3339(month_begins(november)) == "2026-11-01T00:00:00+07:00");
    CHECK(month_in_vietnam(month_begins(november)) == november);
    CHECK(month_in_vietnam(month_begins(november) - 1ms) == november - 1);
    CHECK(to_rfc3339(month_begins(november + 2)) == "2027-01-01T00:00:00+07:00");
}

TEST_CASE("near the end of the month's messages alerts and urgent cases go alone, at the end nothing does")
{
    using Chats = std::vector<std::string>;
    CHECK(sent(0) == Chats{"alert", "urgent", "normal", "bulk"});
    CHECK(sent(2849) == Chats{"alert", "urgent", "normal", "bulk"});
    CHECK(sent(2850) == Chats{"alert", "urgent"});
    CHECK(sent(2849, 1) == Chats{"alert", "urgent"}); // one is under way
    CHECK(sent(2999) == Chats{"alert"});
    CHECK(sent(3000).empty());
    CHECK(sent(4000).empty());
}

TEST_CASE("what has run out of time is settled also when the quota holds it back")
{
    Due due;
    due.candidates = {waiting("late", Priority::normal)};
    due.candidates[0].item.expires_at = now - 1s;
    due.allowance = allowance(basic, used(3000), 0);
    const ChannelTraits traits;
    Pace pace{traits};
    const auto made = plan(std::move(due), pace, {traits, false, 10}, now);
    REQUIRE(made.changed.size() == 1);
    CHECK(made.changed[0].state == DeliveryState::expired);
}

TEST_CASE("a channel without a quota is never held back")
{
    CHECK(allowance({}, used(1'000'000), 8).admits(Priority::bulk));
    CHECK(fill_of(1'000'000, 0) == Fill::low);
    CHECK(used_up({}, used(1'000'000), now).empty());
    CHECK(quota_warnings({}, used(1'000'000), now).empty());
}

TEST_CASE("a warning comes at four fifths, the reason for a pause at the end")
{
    CHECK(quota_warnings(basic, used(2399), now).empty());
    REQUIRE(quota_warnings(basic, used(2400), now).size() == 1);
    CHECK(used_up(basic, used(2999), now).empty());
    CHECK(used_up(basic, used(3000), now) ==
          "the platform's 3000 messages of this month are used up; the next month begins 00:00 01/12/2026");
    Usage crowded;
    crowded.people = 40;
    crowded.groups = 3;
    CHECK(quota_warnings(basic, crowded, now).size() == 2);
}
