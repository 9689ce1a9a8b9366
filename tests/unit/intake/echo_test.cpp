#include "tests/unit/intake/world.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;

namespace {

OutboxItem stored(World& world, OutboxId id)
{
    return world.run([&](Context& context) { return *context.tx.outbox().find(id); });
}

std::vector<journal::Entry> entries(World& world, std::string_view action)
{
    auto all = world.journal();
    std::erase_if(all, [&](const journal::Entry& entry) { return entry.action != action; });
    return all;
}

} // namespace

TEST_CASE("what staff type in the platform's console stands on the newest open ticket, and is not said again")
{
    World world;
    world.channel = "zalo";
    world.say("an", "đường ngập");
    world.now += 2h;
    world.say("an", "đèn hỏng");
    const auto tickets = world.tickets();
    REQUIRE(tickets.size() == 2);
    world.send_all();
    world.said();
    Echo staff;
    staff.message = "s1";
    staff.chat = "an";
    staff.text = "Chúng tôi sẽ đến xem chiều nay.";
    staff.staff = "900";
    CHECK(world.take(staff) == Intake::accepted);
    const auto kept = entries(world, "staff_reply");
    REQUIRE(kept.size() == 1);
    CHECK(kept[0].ticket == tickets[1].id);
    CHECK(kept[0].text == staff.text);
    CHECK(kept[0].facts.find("staff=900") != std::string::npos);
    CHECK(world.said().empty());
    // An answer that quotes it joins that ticket.
    world.change(tickets[1], Status::in_progress);
    world.now += 3h;
    Message answer = world.message("an", "vâng, tôi chờ");
    answer.reply_to = "s1";
    world.take(answer);
    CHECK(world.tickets().size() == 2);
    CHECK(world.messages(tickets[1]).back().text == "vâng, tôi chờ");
    CHECK(world.faults().empty());
}

TEST_CASE("a colleague's console reply bears the name of the linked user")
{
    World world;
    world.channel = "zalo";
    const User lan = world.add_user("lan", {Role::front_officer});
    world.say("an", "đường ngập");
    Echo staff{"s1", "an", ChatKind::private_chat, "Chào anh/chị", "lan"};
    world.take(staff);
    CHECK(entries(world, "staff_reply").at(0).actor == "user:" + std::to_string(number(lan.id)));
}

TEST_CASE("words of staff in a group are kept only where they are for a ticket, and strangers' chats not at all")
{
    World world;
    world.channel = "zalo";
    world.say("an", "đường ngập");
    world.take(Echo{"x2", "g1", ChatKind::group, "Chào bà con", "900"});
    CHECK_FALSE(entries(world, "staff_reply").at(0).text);
    world.take(Echo{"x3", "stranger", ChatKind::private_chat, "Chào", "900"});
    CHECK(entries(world, "staff_reply").size() == 1);
}

TEST_CASE("what somebody else sent through the same account stands on the ticket as sent elsewhere")
{
    World world;
    world.channel = "zalo";
    world.say("an", "đường ngập");
    CHECK(world.take(Echo{"x4", "an", ChatKind::private_chat, "Chào", {}}) == Intake::accepted);
    CHECK(entries(world, "sent_elsewhere").at(0).text == "Chào");
    // While a message of ours is under way, an echo without its words may be of that one.
    OutboxItem item = world.run([](Context& context) { return context.tx.outbox().list({}).front(); });
    item.chat = "an";
    world.run([&](Context& context) {
        context.tx.outbox().claim(item.id, context.now + 1min);
        return 0;
    });
    CHECK(world.take(Echo{"x5", "an", ChatKind::private_chat, "[hình ảnh]", {}}) == Intake::ignored);
    CHECK(entries(world, "sent_elsewhere").size() == 1);
}

TEST_CASE("who reacts to a message of ours has seen it")
{
    World world;
    world.say("an", "đường ngập");
    const OutboxItem sent = world.send_all().back();
    Reaction reaction;
    reaction.chat = sent.chat;
    reaction.from.id = sent.chat;
    reaction.message = sent.message;
    reaction.icon = "/-heart";
    CHECK(world.take(reaction) == Intake::accepted);
    CHECK(stored(world, sent.id).state == DeliveryState::seen);
    CHECK(world.take(reaction) == Intake::ignored);
    reaction.from.is_bot = true;
    CHECK(world.take(reaction) == Intake::ignored);
}
