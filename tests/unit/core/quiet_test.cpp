#include "core/outbox/quiet.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::outbox;
using namespace std::chrono_literals;

namespace {

// Midnight in Vietnam on 28 November 2026.
constexpr TimePoint midnight = from_millis(1'795'798'800'000);
constexpr QuietHours night{21 * 60, 6 * 60};

OutboxItem item(DeliveryKind kind, Priority priority = Priority::normal)
{
    OutboxItem made;
    made.kind = kind;
    made.priority = priority;
    return made;
}

TimePoint news_at(TimePoint time, QuietHours hours = night)
{
    return after_quiet(item(DeliveryKind::status), hours, time);
}

} // namespace

TEST_CASE("news waits for the morning, on either side of midnight")
{
    REQUIRE(to_rfc3339(midnight) == "2026-11-28T00:00:00+07:00");
    CHECK(news_at(midnight - 3h) == midnight + 6h);
    CHECK(news_at(midnight - 3h - 1ms) == midnight - 3h - 1ms);
    CHECK(news_at(midnight - 1ms) == midnight + 6h);
    CHECK(news_at(midnight) == midnight + 6h);
    CHECK(news_at(midnight + 2h + 17min + 31s + 5ms) == midnight + 6h);
    CHECK(news_at(midnight + 6h - 1ms) == midnight + 6h);
    CHECK(news_at(midnight + 6h) == midnight + 6h);
    CHECK(news_at(midnight + 12h) == midnight + 12h);
}

TEST_CASE("quiet hours within a day, of a whole day but a minute, and none")
{
    constexpr QuietHours noon{11 * 60 + 30, 13 * 60};
    CHECK(news_at(midnight + 12h, noon) == midnight + 13h);
    CHECK(news_at(midnight + 11h, noon) == midnight + 11h);
    CHECK(news_at(midnight + 13h, noon) == midnight + 13h);
    CHECK(news_at(midnight, {1, 0}) == midnight);
    CHECK(news_at(midnight + 1min, {1, 0}) == midnight + 24h);
    CHECK(news_at(midnight + 3h, {}) == midnight + 3h);
    CHECK(news_at(midnight + 3h, {180, 180}) == midnight + 3h);
}

TEST_CASE("what somebody waits for, what is urgent and alerts ignore quiet hours")
{
    for (const DeliveryKind kind : {DeliveryKind::receipt, DeliveryKind::reply, DeliveryKind::alert})
        CHECK(after_quiet(item(kind), night, midnight) == midnight);
    for (const DeliveryKind kind : {DeliveryKind::status, DeliveryKind::answer, DeliveryKind::push}) {
        CHECK(after_quiet(item(kind), night, midnight) == midnight + 6h);
        CHECK(after_quiet(item(kind, Priority::bulk), night, midnight) == midnight + 6h);
        CHECK(after_quiet(item(kind, Priority::urgent), night, midnight) == midnight);
        CHECK(after_quiet(item(kind, Priority::alert), night, midnight) == midnight);
    }
}

TEST_CASE("quiet hours as they are written")
{
    CHECK(parse_quiet("21:00-06:00") == night);
    CHECK(parse_quiet("off") == QuietHours{});
    CHECK(to_text(night) == "21:00-06:00");
    CHECK(to_text(QuietHours{}) == "off");
    for (const char* wrong :
         {"", "21-06", "24:00-06:00", "21:60-06:00", "21:00-6:00", "21:00 06:00", "+1:00-06:00", "21:00-06:00 ", "OFF"})
        CHECK_FALSE(parse_quiet(wrong));
}
