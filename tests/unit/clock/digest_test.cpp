#include "core/journal/entry.hpp"
#include "tests/unit/clock/days.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::test;

TEST_CASE("officials hear once on a working day what is theirs, due today and overdue")
{
    World world;
    world.now = vietnam("2026-11-20 16:00"); // a Friday
    world.add_user("Lan", {Role::front_officer});
    world.add_user("Bình", {Role::leader});
    const Ticket ticket = report(world, "dan");
    const std::string code = world.code(ticket);
    world.said();
    // The program begins after the hour of the digest: it is made up for while people are at work, once.
    pass(world, "2026-11-20 18:00", 5);
    CHECK(heard(world.said_to("Lan"), "việc ngày 20/11/2026") == 1);
    pass(world, "2026-11-23 07:20", 7);
    CHECK(world.peek("Lan").empty());
    pass(world, "2026-11-23 07:40", 1);
    const auto monday = world.peek("Lan");
    REQUIRE(heard(monday, "việc ngày 23/11/2026") == 1);
    CHECK(heard(monday, "Đang chờ anh/chị: 1 phiếu (" + code + ")") == 1);
    CHECK(heard(monday, "Đến hạn hôm nay: 1 (" + code + ")") == 1);
    CHECK(heard(world.peek("Bình"), "việc ngày") == 0);
    pass(world, "2026-11-24 09:00");
    CHECK(heard(world.peek("Lan"), "Quá hạn: 1 (" + code + ")") == 1);
    CHECK(heard(world.said_to("Bình"), "Toàn xã quá hạn: 1 (" + code + ": bộ phận tiếp nhận)") == 1);
    CHECK(world.faults().empty());
}

TEST_CASE("those who watch keep the head of the journal, and hear of nothing when it did not move")
{
    World world;
    world.now = vietnam("2026-11-23 06:00");
    world.add_user("Giám", {Role::supervisor});
    report(world, "dan");
    world.said();
    const auto head = world.journal().back();
    pass(world, "2026-11-23 09:00");
    const auto texts = world.said_to("Giám");
    REQUIRE(texts.size() == 1);
    CHECK(heard(texts, journal::anchor(head.seq, head.hash)) == 1);
    pass(world, "2026-11-26 09:00", 5);
    CHECK(world.said_to("Giám").empty());
}

TEST_CASE("what may be a denunciation is in its keeper's digest alone")
{
    World world;
    world.now = vietnam("2026-11-23 06:00");
    world.add_user("Lan", {Role::front_officer});
    world.add_user("Kín", {Role::keeper});
    const Ticket ticket = report(world, "dan", "Tôi tố cáo cán bộ nhận hối lộ");
    REQUIRE(ticket.suspected);
    world.said();
    pass(world, "2026-11-25 09:00");
    CHECK(heard(world.peek("Lan"), world.code(ticket)) == 0);
    CHECK(heard(world.said_to("Kín"), world.code(ticket)) > 0);
}
