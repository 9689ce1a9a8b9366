#include "bot/config/taxonomy_loader.hpp"
#include "core/calendar/deadline.hpp"
#include "core/clock/explain.hpp"
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

// The course of a ticket: ", +2d" is an approved extension, ", stood A to B" a time in which the reporter was asked.
Course course_of(const Calendar& calendar, const std::string& changes, std::string& notes)
{
    Course course;
    if (const auto approved = changes.find(", +"); approved != std::string::npos) {
        course.extended_days = std::stoi(changes.substr(approved + 3));
        notes += fmt::format(" · approved {}d", course.extended_days);
    }
    if (const auto stood = changes.find("stood "); stood != std::string::npos) {
        course.paused = working_between(calendar, read_time(changes.substr(stood + 6, 16)),
                                        read_time(changes.substr(stood + 26, 16)));
        notes += fmt::format(" · stood {}", std::chrono::round<std::chrono::minutes>(course.paused).count());
    }
    return course;
}

// A row of the table as the program sees it.
std::string derive(const Taxonomy& taxonomy, const std::string& row)
{
    const std::string left = row.substr(0, row.find(" = "));
    const std::string counted = left.substr(0, left.find(','));
    std::string notes;
    Course course = course_of(taxonomy.calendar, left.substr(counted.size()), notes);
    course.due_from = read_time(counted.substr(0, 16));
    course.given = {counted.back() == 'h' ? Period::Unit::working_hours : Period::Unit::working_days,
                    std::stoi(counted.substr(19))};
    Ticket ticket;
    ticket.status = Status::in_progress;
    ticket.due_at = *course.due_from; // whatever it is: it is reckoned anew
    const auto reckoning = clock::reckon(taxonomy, ticket, course, *course.due_from);
    REQUIRE(reckoning);
    std::string steps;
    for (const Step& step : reckoning->given.steps)
        steps += (steps.empty() ? "" : " · ") + write_step(step);
    return fmt::format("{} = {}\n    {}{}{}\n", left, write_time(reckoning->due), steps,
                       reckoning->given.certain ? "" : " · provisional", notes);
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
        text += row ? derive(taxonomy, line) : line + '\n';
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
