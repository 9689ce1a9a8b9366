#include "core/report/numbers.hpp"
#include "core/report/period.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::report;

namespace {

Period of(Span span, const char* day) { return period_of(span, calendar::parse_day(day).value()); }

std::string days(const Period& period)
{
    return calendar::to_vietnamese(period.from) + "-" + calendar::to_vietnamese(last_day(period));
}

} // namespace

TEST_CASE("A period is whole days around one")
{
    CHECK(days(of(Span::day, "2026-11-28")) == "28/11/2026-28/11/2026");
    CHECK(days(of(Span::week, "2026-11-28")) == "23/11/2026-29/11/2026");
    CHECK(days(of(Span::week, "2026-11-23")) == "23/11/2026-29/11/2026");
    CHECK(days(of(Span::week, "2026-11-29")) == "23/11/2026-29/11/2026");
    CHECK(days(of(Span::month, "2028-02-29")) == "01/02/2028-29/02/2028");
    CHECK(days(of(Span::quarter, "2026-11-28")) == "01/10/2026-31/12/2026");
    CHECK(days(of(Span::quarter, "2026-03-31")) == "01/01/2026-31/03/2026");
}

TEST_CASE("The period before ends where this one begins, also over the year's end")
{
    CHECK(days(before(of(Span::day, "2027-01-01"))) == "31/12/2026-31/12/2026");
    CHECK(days(before(of(Span::week, "2027-01-02"))) == "21/12/2026-27/12/2026");
    CHECK(days(before(of(Span::month, "2027-01-15"))) == "01/12/2026-31/12/2026");
    CHECK(days(before(of(Span::quarter, "2027-02-01"))) == "01/10/2026-31/12/2026");
}

TEST_CASE("Weeks are numbered as in ISO 8601")
{
    const auto week = [](const char* day) {
        const auto [number, year] = ordinal_of(of(Span::week, day));
        return std::pair{number, year};
    };
    CHECK(week("2026-01-01") == std::pair{1, 2026});
    CHECK(week("2026-11-28") == std::pair{48, 2026});
    CHECK(week("2027-01-03") == std::pair{53, 2026}); // its Thursday is the last day of 2026
    CHECK(week("2027-01-04") == std::pair{1, 2027});
    CHECK(week("2024-12-30") == std::pair{1, 2025});
    CHECK(ordinal_of(of(Span::quarter, "2026-12-31")).number == 4);
    CHECK(ordinal_of(of(Span::month, "2026-12-31")).number == 12);
}

TEST_CASE("A period begins at midnight in Vietnam")
{
    CHECK(to_rfc3339(begin_of(of(Span::week, "2026-11-28"))) == "2026-11-23T00:00:00+07:00");
    CHECK(to_rfc3339(end_of(of(Span::week, "2026-11-28"))) == "2026-11-30T00:00:00+07:00");
}

TEST_CASE("Numbers are written as in Vietnam")
{
    CHECK(percent(1, 3) == "33,3%");
    CHECK(percent(2, 3) == "66,7%");
    CHECK(percent(1, 2) == "50%");
    CHECK(percent(0, 7) == "0%");
    CHECK(one_decimal(17, 4) == "4,3");
    CHECK(one_decimal(8, 2) == "4");
    CHECK(spelled(Span::quarter, 4) == "IV");
    CHECK(spelled(Span::week, 48) == "48");
}
