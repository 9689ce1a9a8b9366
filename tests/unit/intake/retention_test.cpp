#include "core/journal/record.hpp"
#include "core/people/retention.hpp"
#include "tests/unit/intake/talking.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;

namespace {

int apply(World& world, Keeping what)
{
    return world.run([what](Context& context) { return apply_retention(context, what, 100); });
}

std::size_t due(World& world, Keeping what)
{
    return world.run([what](Context& context) { return count_due(context, what); });
}

// Several rules: what goes under one is named, and what is counted before is what goes.
void applies(World& world, Keeping what, int rows)
{
    CHECK(due(world, what) == static_cast<std::size_t>(rows));
    CHECK(apply(world, what) == rows);
    CHECK(due(world, what) == 0);
    CHECK(apply(world, what) == 0);
    CHECK(world.faults().empty());
}

} // namespace

TEST_CASE("the way to an anonymous reporter is forgotten thirty days after the end")
{
    World world;
    world.say("id-của-an", "ẩn danh: cống tắc");
    world.send_all();
    world.now += 40 * 24h;
    CHECK(due(world, Keeping::anonymous) == 0); // still open
    world.change(world.only_ticket(), Status::resolved);
    world.now += 29 * 24h;
    CHECK(due(world, Keeping::anonymous) == 0);
    world.now += 2 * 24h;
    applies(world, Keeping::anonymous, 1);
    CHECK(world.only_ticket().reporter == IdentityId::none);
    world.run([&](Context& context) {
        context.tx.inbox().forget_before(world.now, 1000);
        return drop_forgotten(context, 100);
    });
    CHECK_FALSE(has(world.dump(), "id-của-an"));
    CHECK(has(world.dump(), "cống tắc")); // the report itself stays
    CHECK(world.faults().empty());
}

TEST_CASE("who reported under a name too stays known for that alone")
{
    World world;
    world.say("an", "đường ngập");
    world.say("an", "ẩn danh: cống tắc");
    world.send_all();
    for (const Ticket& ticket : world.tickets())
        world.change(ticket, Status::resolved);
    world.now += 31 * 24h;
    applies(world, Keeping::anonymous, 1);
    CHECK(world.run([](Context& context) { return drop_forgotten(context, 100); }) == 0);
    CHECK(world.tickets()[0].chat == "an");
    CHECK(world.tickets()[1].chat.empty());
    for (const MessageRow& row : world.messages(world.tickets()[1]))
        CHECK((row.chat.empty() && row.author == IdentityId::none));
}

TEST_CASE("what we sent loses its words after its time, and what waits keeps them")
{
    World world;
    world.say("an", "đường ngập");
    world.send_all();
    world.now += 91 * 24h;
    world.say("binh", "đèn hỏng");
    applies(world, Keeping::deliveries, 1);
    CHECK(has(world.dump(), "Đã tiếp nhận")); // to binh
}

TEST_CASE("names and details go after a year without a word, not while a ticket is open")
{
    World world;
    Message message = world.message("an", "đường ngập");
    message.from.name = "Tên Thật";
    world.take(message);
    SharedInfo info;
    info.who.id = "an";
    info.phone = "84900000002";
    world.take(info);
    world.now += 400 * 24h;
    CHECK(due(world, Keeping::details) == 0);
    world.change(world.only_ticket(), Status::resolved);
    applies(world, Keeping::details, 1);
    CHECK_FALSE(has(world.dump(), "Tên Thật"));
    CHECK_FALSE(has(world.dump(), "84900000002"));
}

TEST_CASE("words of refused and of handled tickets have each their time, and legal files none")
{
    World world;
    for (const auto& [who, words] : {std::pair{"a", "lời thứ nhất"}, std::pair{"b", "lời thứ hai"},
                                     std::pair{"c", "tố cáo điều thứ ba"}, std::pair{"d", "lời thứ tư"}})
        world.say(who, words);
    const auto list = world.tickets();
    world.change(list[0], Status::rejected);
    world.change(list[1], Status::resolved);
    world.run([&](Context& context) {
        Ticket ticket = *context.tx.tickets().find(list[2].id);
        ticket.nature = Nature::denunciation;
        journal::record(context, {.ticket = ticket.id, .action = "set_nature", .facts = "nature=denunciation"});
        return context.tx.tickets().save(ticket);
    });
    world.change(*world.run([&](Context& context) { return context.tx.tickets().find(list[2].id); }), Status::resolved);
    world.now += 366 * 24h;
    applies(world, Keeping::refused, 1);
    CHECK_FALSE(has(world.dump(), "lời thứ nhất"));
    CHECK(due(world, Keeping::handled) == 0);
    world.now += 5 * 365 * 24h;
    applies(world, Keeping::handled, 1);
    CHECK_FALSE(has(world.dump(), "lời thứ hai"));
    CHECK(has(world.dump(), "tố cáo điều thứ ba"));
    CHECK(has(world.dump(), "lời thứ tư"));
    world.commune.rules.privacy.handled_days = 0; // for ever
    world.change(list[3], Status::resolved);
    world.now += 10 * 365 * 24h;
    CHECK(due(world, Keeping::handled) == 0);
}
