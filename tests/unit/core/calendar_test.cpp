#include "core/calendar/deadline.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace langnghe;
using namespace langnghe::calendar;
using namespace std::chrono_literals;

namespace {

constexpr TimePoint friday_noon = from_millis(1'795'755'600'000); // 12:00 on 27/11/2026
constexpr Period hours(int count) { return {Period::Unit::working_hours, count}; }
constexpr Period days(int count) { return {Period::Unit::working_days, count}; }

Calendar with_holidays()
{
    Calendar calendar;
    calendar.years = {2026, 2027};
    calendar.provisional = {2027};
    calendar.holidays[*parse_day("2026-11-30")] = "holiday";
    calendar.make_up[*parse_day("2026-11-28")] = "made up";
    return calendar;
}

} // namespace

TEST_CASE("days are read strictly")
{
    REQUIRE(parse_day("2026-11-24"));
    CHECK(to_vietnamese(*parse_day("2026-11-24")) == "24/11/2026");
    CHECK(to_vietnamese(*parse_day("2028-02-29")) == "29/02/2028");
    for (const char* text : {"", "2026-11-31", "2026-13-01", "2027-02-29", "2026-1-24", "24/11/2026", "2026-11-24 ",
                             "-026-11-24", "2026-11--4", "20a6-11-24"})
        CHECK_FALSE(parse_day(text));
}

TEST_CASE("a day begins at midnight in Vietnam")
{
    const Day day = *parse_day("2026-11-27");
    CHECK(day_of(friday_noon) == day);
    CHECK(at(day, 12 * 60) == friday_noon);
    CHECK(day_of(at(day, 0)) == day);
    CHECK(day_of(at(day, 0) - 1ms) == day - std::chrono::days{1});
}

TEST_CASE("a day off says why, and a make-up day is worked")
{
    const Calendar calendar = with_holidays();
    CHECK(note_of(calendar, *parse_day("2026-11-27")).works);
    CHECK(note_of(calendar, *parse_day("2026-11-28")).works);
    CHECK(note_of(calendar, *parse_day("2026-11-28")).name == "made up");
    CHECK(note_of(calendar, *parse_day("2026-11-29")).weekend);
    CHECK_FALSE(note_of(calendar, *parse_day("2026-11-30")).works);
    CHECK(note_of(calendar, *parse_day("2026-11-30")).name == "holiday");
    CHECK(due_after(calendar, friday_noon, days(2)).due == at(*parse_day("2026-12-01"), 17 * 60 + 30));
    CHECK(due_after(calendar, friday_noon, hours(9)).due == at(*parse_day("2026-11-28"), 14 * 60 + 30));
}

TEST_CASE("a deadline in a year that is not decided is not certain")
{
    const Calendar calendar = with_holidays();
    CHECK(due_after(calendar, friday_noon, days(5)).certain);
    CHECK_FALSE(due_after(calendar, friday_noon, days(30)).certain);
    CHECK_FALSE(due_after(calendar, friday_noon + std::chrono::days{500}, days(5)).certain);
    CHECK_FALSE(due_after(Calendar{}, friday_noon, days(1)).certain);
}

TEST_CASE("working time adds up, wherever it is cut")
{
    const Calendar calendar = with_holidays();
    std::mt19937 random{20261127};
    std::uniform_int_distribution<int> minutes{0, 40 * 24 * 60};
    for (int i = 0; i < 300; ++i) {
        const TimePoint a = friday_noon + std::chrono::minutes{minutes(random)};
        const TimePoint b = a + std::chrono::minutes{minutes(random)};
        const TimePoint c = b + std::chrono::minutes{minutes(random)};
        CHECK(working_between(calendar, a, b) + working_between(calendar, b, c) == working_between(calendar, a, c));
        CHECK(working_between(calendar, b, a) <= Duration{0});
        // As much working time lies before a deadline as its term says, and to put it off does not change that.
        const auto deadline = due_after(calendar, a, hours(1 + i % 60));
        CHECK(working_between(calendar, a, deadline.due) == std::chrono::hours{1 + i % 60});
        const auto later = later_by(calendar, deadline.due, 90min, Period::Unit::working_hours);
        CHECK(working_between(calendar, deadline.due, later) == 90min);
        int sum = 0;
        for (const Step& step : deadline.steps)
            sum += step.minutes;
        CHECK(sum == 60 * (1 + i % 60));
    }
}

TEST_CASE("a term of days that stood still ends with a day again")
{
    const Calendar calendar = with_holidays();
    const TimePoint due = due_after(calendar, friday_noon, days(2)).due;
    CHECK(later_by(calendar, due, 0ms, Period::Unit::working_days) == due);
    CHECK(later_by(calendar, due, 1h, Period::Unit::working_days) == at(*parse_day("2026-12-02"), 17 * 60 + 30));
    CHECK(later_by(calendar, due, 8h, Period::Unit::working_days) == at(*parse_day("2026-12-02"), 17 * 60 + 30));
    CHECK(later_by(calendar, due, 9h, Period::Unit::working_days) == at(*parse_day("2026-12-03"), 17 * 60 + 30));
}
