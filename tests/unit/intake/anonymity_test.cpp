#include "tests/unit/intake/talking.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::test;

TEST_CASE("an anonymous report has no name here, and no identity in the journal")
{
    World world;
    CHECK(has(answer(world, "an", "ẩn danh"), "bắt đầu tin"));
    CHECK(world.tickets().empty());
    world.said();
    world.take(named(world, "an", "ẩn danh: cống tắc"));
    const Ticket ticket = world.only_ticket();
    CHECK(ticket.anonymous);
    CHECK(has(world.said_to("an").back(), "ẩn danh"));
    // What follows in the same breath is of the same report; so is a press.
    world.take(named(world, "an", "ở khu 3"));
    ButtonPress press;
    press.chat.id = "an";
    press.from = {"an", "Tên Thật", false};
    press.data = "ln:my";
    world.take(press);
    CHECK(world.only_ticket().id == ticket.id);
    CHECK_FALSE(has(world.dump(), "Tên Thật"));
    for (const auto& entry : world.journal())
        if (entry.ticket == ticket.id)
            CHECK(entry.actor == "citizen");
    // Their own code still answers them.
    CHECK(has(answer(world, "an", world.code(ticket)), "đã tiếp nhận"));
    CHECK(world.faults().empty());
}

TEST_CASE("a name that was known is not put beside an anonymous report")
{
    World world;
    world.take(named(world, "an", "đường ngập"));
    world.take(named(world, "an", "ẩn danh, ông Ba đổ rác"));
    REQUIRE(world.tickets().size() == 2);
    CHECK_FALSE(world.tickets()[0].anonymous);
    CHECK(world.tickets()[1].anonymous);
    CHECK(world.identity("an")->name == "Tên Thật"); // of the first one
    // Pressed "start" only: nothing was said under the name.
    Contact contact;
    contact.who = {"binh", "Tên Khác", false};
    world.take(contact);
    world.take(named(world, "binh", "ẩn danh: đèn hỏng"));
    CHECK_FALSE(has(world.dump(), "Tên Khác"));
    CHECK(world.faults().empty());
}
