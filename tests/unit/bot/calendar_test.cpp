#include "bot/config/taxonomy_loader.hpp"
#include "core/calendar/deadline.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/source_dir.hpp"
#include "tests/unit/bot/sample.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <fstream>
#include <string>

using namespace langnghe;
using namespace langnghe::calendar;
using test::listed;

namespace {

constexpr const char* one_field = "[[field]]\nkey = \"khac\"\nname = \"Khác\"\n";

// "2026-11-25 09:15"
TimePoint read_time(const std::string& text)
{
    return at(*parse_day(text.substr(0, 10)), std::stoi(text.substr(11, 2)) * 60 + std::stoi(text.substr(14, 2)));
}

std::string write_time(TimePoint time)
{
    const std::string text = to_rfc3339(time);
    return text.substr(0, 10) + ' ' + text.substr(11, 5);
}

std::string write_step(const Step& step)
{
    const std::string what = step.counted || step.note.works ? std::to_string(step.minutes)
                             : step.note.weekend             ? "weekend"
                                                             : std::string{step.note.name};
    const std::string extra = step.note.works && !step.note.name.empty() ? fmt::format(" ({})", step.note.name) : "";
    return to_vietnamese(step.day).substr(0, 5) + ' ' + what + extra;
}

// A row of the table as the program sees it.
std::string derive(const Calendar& calendar, const std::string& row)
{
    const std::string begin = row.substr(0, 16);
    const std::string term = row.substr(19, row.find(" = ") - 19);
    const auto unit = term.back() == 'h' ? Period::Unit::working_hours : Period::Unit::working_days;
    const Deadline deadline = due_after(calendar, read_time(begin), {unit, std::stoi(term)});
    std::string steps;
    for (const Step& step : deadline.steps)
        steps += (steps.empty() ? "" : " · ") + write_step(step);
    return fmt::format("{} + {} = {}\n    {}{}\n", begin, term, write_time(deadline.due), steps,
                       deadline.certain ? "" : " · provisional");
}

std::string problems_of(const std::string& calendar)
{
    return listed(config::parse_taxonomy(calendar + one_field, "taxonomy.toml").problems);
}

} // namespace

TEST_CASE("every deadline of the table is derived as it says")
{
    const Taxonomy taxonomy = *config::default_taxonomy().taxonomy;
    std::ifstream table{test::source_dir() / "tests/golden/deadlines.txt"};
    std::string text;
    int rows = 0;
    for (std::string line; std::getline(table, line);) {
        if (line.starts_with("    "))
            continue;
        const bool row = !line.empty() && line.front() != '#';
        rows += row ? 1 : 0;
        text += row ? derive(taxonomy.calendar, line) : line + '\n';
    }
    CHECK(rows >= 40);
    CHECK(test::differs_from_golden("deadlines.txt", text) == "");
}

TEST_CASE("without a calendar of its own a commune has the one built in")
{
    const auto loaded = config::parse_taxonomy(one_field, "taxonomy.toml");
    REQUIRE(loaded.taxonomy);
    CHECK(loaded.taxonomy->calendar.holidays == config::default_taxonomy().taxonomy->calendar.holidays);
    CHECK(loaded.taxonomy->calendar.years == std::set<int>{2025, 2026, 2027});
    CHECK(loaded.taxonomy->calendar.provisional == std::set<int>{2027});
    CHECK(loaded.taxonomy->deadlines.verify_hours == 4);
}

TEST_CASE("what is wrong with a calendar is said with its line")
{
    const std::string head = "[calendar]\nhours = [\"07:30-11:30\"]\nyears = [\"2026\"]\n";
    CHECK(problems_of(head) == "");
    CHECK(problems_of("[calendar]\nhours = [\"13:30-17:00\", \"07:30-11:30\"]\nyears = [\"2026\"]\n") ==
          "2: hours must be spans of one day, in order; write [\"07:30-11:30\", \"13:30-17:30\"]\n");
    CHECK(problems_of("[calendar]\nyears = [\"2026\"]\n") ==
          "1: hours says no working time; write [\"07:30-11:30\", \"13:30-17:30\"]\n");
    CHECK(problems_of("[calendar]\nhours = [\"07:30-11:30\"]\nyears = [\"2026\"]\nprovisional = [\"2027\"]\n") ==
          "4: provisional names a year that years does not; add it to years\n");
    CHECK(problems_of(head + "[[holiday]]\ndate = \"2026-02-30\"\nname = \"x\"\n") ==
          "5: date is no day of the calendar; write it as \"2026-11-24\"\n");
    CHECK(problems_of(head + "[[holiday]]\ndate = \"2027-01-01\"\nname = \"x\"\n") ==
          "5: this day is of a year that [calendar] does not name; add the year to years\n");
    CHECK(problems_of(head + "[[holiday]]\ndate = \"2026-01-02\"\nuntil = \"2026-01-01\"\nname = \"x\"\n") ==
          "6: until lies before date, or very far behind it; write the last day off\n");
    CHECK(problems_of(head + "[[make_up_day]]\ndate = \"2026-11-27\"\nname = \"x\"\n") ==
          "5: this day is no Saturday and no Sunday; a make-up day is one that is not worked else\n");
    CHECK(problems_of("[[holiday]]\ndate = \"2026-01-01\"\nname = \"x\"\n") ==
          "1: there are days of a calendar, but no [calendar]; write [calendar] before them\n");
}
