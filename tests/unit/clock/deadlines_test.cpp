#include "core/calendar/calendar.hpp"
#include "core/clock/plan.hpp"
#include "core/store/courses.hpp"
#include "core/store/wakes.hpp"
#include "tests/unit/clock/days.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::test;

namespace {

// A Friday afternoon before a weekend and a holiday on Tuesday.
struct Village : World
{
    Village()
    {
        now = vietnam("2026-11-20 16:00");
        commune.taxonomy.calendar.holidays[*calendar::parse_day("2026-11-24")] = "Ngày Văn hóa Việt Nam";
        commune.taxonomy.deadlines.digest_at = 0;
        add_user("Lan", {Role::front_officer});
        add_user("Bình", {Role::leader});
        said();
    }
};

// What one chat heard with these words, and when: the times are those of the test's clock.
std::vector<std::string> times(World& world, const std::string& chat, const std::string& words,
                               const std::string& until, int restart = 0)
{
    std::vector<std::string> found;
    const TimePoint end = vietnam(until);
    while (world.now < end) {
        world.said();
        const TimePoint next = std::min(end, world.now + std::chrono::minutes{10});
        const std::string at = to_rfc3339(next);
        pass(world, at.substr(0, 10) + ' ' + at.substr(11, 5), restart);
        for (int i = heard(world.peek(chat), words); i > 0; --i)
            found.push_back(at.substr(5, 11));
    }
    return found;
}

using Times = std::vector<std::string>;

// Its reporter was asked just now.
Ticket asked(World& world, const Ticket& ticket, bool suspected = false)
{
    const Ticket waits = set(world, ticket, [&](Ticket& changed) {
        changed.status = Status::needs_info;
        changed.returns_to = Status::verified;
        changed.due_at.reset();
        changed.suspected = suspected;
    });
    world.run([&](Context& context) {
        Course course;
        course.ticket = waits.id;
        course.due_from = world.now;
        course.paused_at = world.now;
        context.tx.courses().save(course);
        return true;
    });
    return waits;
}

} // namespace

TEST_CASE("a verification is reminded of in working time, over a weekend")
{
    Village village;
    village.commune.taxonomy.deadlines.digest_at = 24 * 60; // none
    const Ticket ticket = report(village, "dan");
    CHECK(to_rfc3339(*ticket.due_at) == "2026-11-23T10:00:00+07:00");
    CHECK(times(village, "Lan", village.code(ticket), "2026-11-23 09:50") == Times{"11-23T08:00"});
    CHECK(times(village, "Lan", "đã đến hạn xác minh", "2026-11-26 12:00") == Times{"11-23T10:00"});
    CHECK(village.faults() == std::vector<std::string>{});
}

TEST_CASE("what is overdue is told to the leader once, however often the program begins anew")
{
    Village village;
    village.commune.taxonomy.deadlines.digest_at = 24 * 60;
    const Ticket ticket = report(village, "dan");
    CHECK(times(village, "Bình", village.code(ticket), "2026-11-23 12:00", 1) == Times{"11-23T10:00"});
}

TEST_CASE("after a time without the program the last that was due says enough")
{
    Village village;
    village.commune.taxonomy.deadlines.digest_at = 24 * 60;
    const Ticket ticket = report(village, "dan");
    village.said();
    village.now = vietnam("2026-11-25 09:00");
    keep(village);
    const auto texts = village.said_to("Lan");
    REQUIRE(texts.size() == 1);
    CHECK(heard(texts, "đã đến hạn xác minh lúc 10:00 23/11/2026") == 1);
    keep(village);
    CHECK(village.said_to("Lan").empty());
}

TEST_CASE("what was not kept is said again, and what was kept is not")
{
    Village village;
    village.commune.taxonomy.deadlines.digest_at = 24 * 60;
    const Ticket ticket = report(village, "dan");
    keep(village);
    village.now = vietnam("2026-11-23 08:00");
    village.said();
    // A process that dies before the commit leaves neither the push nor the mark.
    CHECK_THROWS(village.run([&](Context& context) -> bool {
        context.tx.wakes().say_once(ticket.id, "half/verification/1");
        throw std::runtime_error{"killed"};
    }));
    CHECK(village.run([&](Context& context) { return !context.tx.wakes().said(ticket.id, "half/verification/1"); }));
    keep(village);
    keep(village);
    CHECK(heard(village.said_to("Lan"), "đã qua nửa thời gian xác minh") == 1);
}

TEST_CASE("the handling is reminded of at half, four hours before and at the end")
{
    Village village;
    village.commune.taxonomy.deadlines.digest_at = 24 * 60;
    User handler = village.add_user("Sơn", {Role::handler});
    village.run([&](Context& context) {
        handler.department = "kinh_te";
        context.tx.people().save_user(handler);
        return true;
    });
    village.now = vietnam("2026-11-25 09:00");
    const Ticket ticket = set(village, report(village, "dan"), [&](Ticket& changed) {
        changed.status = Status::in_progress;
        changed.department = "kinh_te";
        changed.due_at = vietnam("2026-12-02 17:30");
    });
    village.run([&](Context& context) {
        Course course;
        course.ticket = ticket.id;
        course.due_from = village.now;
        course.given = {calendar::Period::Unit::working_days, 5};
        context.tx.courses().save(course);
        return true;
    });
    const auto half = times(village, "Sơn", "đã qua nửa thời gian xử lý", "2026-12-01 17:30");
    CHECK(half == Times{"11-30T08:20"}); // 46.5 of 93 half hours: 08:15, and the step after it
    // Four hours before 17:30 is 11:30 as well as 13:30: a time that is used up ends with its span, as a deadline does.
    CHECK(times(village, "Sơn", "chỉ còn 4 giờ làm việc", "2026-12-02 17:20") == Times{"12-02T11:30"});
    CHECK(times(village, "Sơn", "đã đến hạn xử lý", "2026-12-04 09:00") == Times{"12-02T17:30"});
}

TEST_CASE("what is urgent wakes the people on duty at any hour, once")
{
    Village village;
    village.commune.taxonomy.duty.users = {"Trực"};
    village.add_user("Trực", {Role::handler});
    village.now = vietnam("2026-11-21 23:30");
    const Ticket ticket = report(village, "dan");
    set(village, ticket, [](Ticket& changed) {
        changed.urgency = Urgency::urgent;
        changed.status = Status::in_progress;
        changed.department = "kinh_te";
        changed.nature = Nature::field_report;
    });
    village.run([&](Context& context) {
        User user = *context.tx.people().find_user("Trực");
        user.department = "kinh_te";
        context.tx.people().save_user(user);
        return true;
    });
    village.said();
    keep(village);
    keep(village);
    int urgent = 0;
    for (const OutboxItem& item : village.said())
        if (item.chat == "Trực") {
            CHECK(item.text.find("VIỆC KHẨN: phiếu " + village.code(ticket)) == 0);
            CHECK(item.priority == Priority::urgent);
            ++urgent;
        }
    CHECK(urgent == 1);
}

TEST_CASE("whoever does not answer a question is reminded once")
{
    Village village;
    village.commune.taxonomy.deadlines.digest_at = 24 * 60;
    asked(village, report(village, "dan"));
    CHECK(times(village, "dan", "vẫn chờ anh/chị bổ sung", "2026-12-10 00:00") == Times{"11-27T16:00"});
}

TEST_CASE("who was asked in a group is reminded there, in reply to what was reported, and not where it is secret")
{
    Village village;
    village.commune.taxonomy.deadlines.digest_at = 24 * 60;
    village.add_group("nhom", "hoi_phu_nu");
    const auto ask_about = [&](const std::string& words, bool suspected) {
        village.take(village.group_message("nhom", "dan", "/phananh " + words));
        return asked(village, village.tickets().back(), suspected);
    };
    const Ticket open = ask_about("Cống tắc ở khu 3", false);
    ask_about("Cống tràn ở khu 3", true);
    village.said();
    pass(village, "2026-11-27 16:10");
    std::vector<OutboxItem> heard;
    for (const OutboxItem& item : village.said())
        if (item.chat == "nhom")
            heard.push_back(item);
    REQUIRE(heard.size() == 1);
    CHECK(heard[0].text.find("vẫn chờ bà con bổ sung thông tin cho phản ánh " + village.code(open)) !=
          std::string::npos);
    CHECK(heard[0].reply_to == village.messages(open).front().message);
}

TEST_CASE("officers are offered to close what nobody answers")
{
    Village village;
    village.commune.taxonomy.deadlines.digest_at = 24 * 60;
    const Ticket ticket = asked(village, report(village, "dan"));
    CHECK(times(village, "Lan", "/ketthuc " + village.code(ticket), "2026-12-07 00:00") == Times{"12-05T16:00"});
}

TEST_CASE("a result is closed when it can no longer be reopened")
{
    Village village;
    const Ticket ticket = finish(village, report(village, "dan"));
    pass(village, "2026-11-20 16:10");
    village.now = vietnam("2026-12-20 15:50");
    keep(village);
    CHECK(village.only_ticket().status == Status::resolved);
    pass(village, "2026-12-20 16:00");
    CHECK(village.only_ticket().status == Status::closed);
    CHECK(village.journal().back().actor == "program");
    CHECK(village.run([](Context& context) { return !context.tx.wakes().next_due(); }));
    CHECK(village.faults() == std::vector<std::string>{});
}

TEST_CASE("the intake of a message writes nothing for the clock")
{
    Village village;
    report(village, "dan");
    CHECK(village.run([](Context& context) { return !context.tx.wakes().next_due(); }));
    keep(village);
    CHECK(village.run([](Context& context) { return context.tx.wakes().next_due(); }) == vietnam("2026-11-23 08:00"));
}

TEST_CASE("appointments come in order, and each has its own name")
{
    Village village;
    Ticket ticket;
    ticket.status = Status::in_progress;
    ticket.created_at = village.now;
    ticket.urgency = Urgency::urgent;
    ticket.due_at = vietnam("2026-12-02 17:30");
    const auto list = clock::appointments(village.commune, ticket, std::nullopt);
    REQUIRE(list.size() == 4);
    for (std::size_t i = 1; i < list.size(); ++i) {
        CHECK(list[i - 1].at <= list[i].at);
        CHECK(clock::key_of(list[i - 1]) != clock::key_of(list[i]));
    }
}
