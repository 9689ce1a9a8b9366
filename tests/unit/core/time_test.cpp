#include "core/time.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace std::chrono_literals;

namespace {

TimePoint utc(int year, unsigned month, unsigned day, Duration time = 0ms)
{
    return std::chrono::sys_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}} + time;
}

} // namespace

TEST_CASE("times are told at +07:00")
{
    CHECK(to_rfc3339(utc(2026, 11, 21, 13h + 15min)) == "2026-11-21T20:15:00+07:00");
    CHECK(to_rfc3339(utc(2026, 11, 21, 13h + 15min + 123ms)) == "2026-11-21T20:15:00.123+07:00");
    CHECK(to_rfc3339(utc(2026, 11, 21, 13h + 15min + 7ms)) == "2026-11-21T20:15:00.007+07:00");
    CHECK(to_rfc3339(from_millis(0)) == "1970-01-01T07:00:00+07:00");
    CHECK(to_rfc3339(from_millis(-1)) == "1970-01-01T06:59:59.999+07:00");
    CHECK(to_vietnamese(utc(2026, 11, 21, 13h + 15min)) == "20:15 21/11/2026");
    CHECK(to_vietnamese(utc(2026, 2, 28, 17h)) == "00:00 01/03/2026");
    CHECK(to_vietnamese(utc(2028, 2, 28, 17h)) == "00:00 29/02/2028");
}

TEST_CASE("the year changes at 17:00 UTC")
{
    const TimePoint turn = utc(2026, 12, 31, 17h);
    CHECK(year_in_vietnam(turn - 1ms) == 2026);
    CHECK(year_in_vietnam(turn) == 2027);
    CHECK(to_rfc3339(turn - 1ms) == "2026-12-31T23:59:59.999+07:00");
    CHECK(to_rfc3339(turn) == "2027-01-01T00:00:00+07:00");
}

TEST_CASE("minutes of the day run from midnight in Vietnam")
{
    CHECK(minute_of_day_in_vietnam(utc(2026, 1, 1, 17h)) == 0);
    CHECK(minute_of_day_in_vietnam(utc(2026, 1, 1, 17h) - 1ms) == 1439);
    CHECK(minute_of_day_in_vietnam(utc(2026, 1, 1, 14h)) == 21 * 60);
    CHECK(minute_of_day_in_vietnam(utc(2026, 1, 1, 23h + 59s)) == 6 * 60);
    CHECK(minute_of_day_in_vietnam(from_millis(-1)) == 6 * 60 + 59);
}

TEST_CASE("milliseconds go back and forth")
{
    for (const std::int64_t millis : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{1'795'000'000'123}})
        CHECK(to_millis(from_millis(millis)) == millis);
}
