#include "tests/unit/intake/world.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;

namespace {

Message edited(Message message, const std::string& words)
{
    message.edited = true;
    message.text = words;
    return message;
}

} // namespace

TEST_CASE("an edit is kept beside the original")
{
    World world;
    const Message message = world.message("an", "đường ngập ở khu 3");
    world.take(message);
    world.said();
    world.take(edited(message, "đường ngập ở khu 5"));
    world.take(edited(message, "đường ngập ở khu 5, trước chợ"));
    const auto words = world.messages(world.only_ticket());
    REQUIRE(words.size() == 1);
    CHECK(words[0].text == "đường ngập ở khu 3");
    CHECK(words[0].edited);
    CHECK(words[0].versions == Texts{"đường ngập ở khu 5", "đường ngập ở khu 5, trước chợ"});
    CHECK(world.said().empty());
    CHECK(world.faults().empty());
}

TEST_CASE("an edit without new words is not stored")
{
    World world;
    const Message message = world.message("an", "đường ngập");
    world.take(message);
    world.take(edited(message, "đường ngập"));
    CHECK(world.journal().size() == 1);
    CHECK(!world.messages(world.only_ticket()).at(0).edited);
    world.take(edited(message, "đường ngập sâu"));
    world.take(edited(message, "đường ngập sâu"));
    CHECK(world.journal().size() == 2);
    // Going back to the first words is a change.
    world.take(edited(message, "đường ngập"));
    CHECK(world.journal().size() == 3);
}

TEST_CASE("an edit of what made no ticket, or never came, is a report if it says something")
{
    World world;
    world.add_user("lan", {Role::front_officer});
    Message greeting = world.message("an", "xin chào");
    Message draft = world.message("lan", "ghi chú");
    world.take(greeting);
    world.take(draft);
    world.take(edited(greeting, "đường ngập"));
    world.take(edited(draft, "đường ngập"));
    const Message late = world.message("binh", "đường");
    world.take(edited(late, "đường ngập"));
    REQUIRE(world.tickets().size() == 2);
    CHECK(world.messages(world.tickets()[0]).at(0).text == "đường ngập");
    CHECK(world.tickets()[1].reporter == world.identity("binh")->id);
    CHECK(world.journal().size() == 4); // one tells that the greeting's answer bore the notice
    // The original comes after all: it is here.
    CHECK(world.take(late) == Intake::duplicate);
    const InboundEvent unknown = world.event(edited(world.message("chi", "đường"), "cây đổ"));
    CHECK(world.take(unknown) == Intake::accepted);
    CHECK(world.take(unknown) == Intake::duplicate);
    for (const char* words : {"/trogiup", "LS-26-0001", "cảm ơn", "phản ánh của tôi"})
        world.take(edited(world.message("an", "xin chào"), words));
    CHECK(world.tickets().size() == 3);
}

TEST_CASE("an edit of a message of ours is nobody's words")
{
    World world;
    world.say("an", "đường ngập");
    Message ours = world.message("an", "");
    ours.id = world.send_all().back().message;
    world.take(edited(ours, "sửa"));
    CHECK(world.journal().size() == 1);
}

TEST_CASE("edits in groups are kept when their message is a ticket's, and only then")
{
    World world;
    world.commune.taxonomy.hear_new = {"hoi_phu_nu"};
    world.add_group("-100", "hoi_phu_nu");
    world.say("an", "đường ngập");
    std::string push;
    for (const OutboxItem& item : world.send_all())
        if (item.chat == "-100")
            push = item.message;
    Message reply = world.group_message("-100", "binh", "nhà tôi cũng ngập");
    reply.reply_to = push;
    world.now += 1h;
    world.take(reply);
    world.take(edited(reply, "nhà tôi cũng ngập, khu 2"));
    CHECK(world.messages(world.only_ticket()).at(1).versions.size() == 1);
    world.take(edited(world.group_message("-100", "chi", ""), "chuyện khác"));
    CHECK(world.journal().size() == 3);
}

TEST_CASE("a live location that moves is not an edit of words")
{
    World world;
    Message place = world.message("an", "");
    place.position = Position{20, 105};
    place.live = true;
    world.take(place);
    place.edited = true;
    place.position = Position{21, 105};
    world.take(place);
    CHECK(world.journal().size() == 1);
    CHECK(world.only_ticket().place == "20.000000,105.000000");
}

TEST_CASE("of a place that moved the first and the last are kept")
{
    World world;
    Message place = world.message("an", "");
    place.position = Position{20.8811, 105.5386};
    place.live = true;
    world.take(place);
    place.edited = true;
    place.position = Position{20.8815, 105.5390};
    world.take(place);
    place.live = false;
    place.position = Position{20.8822, 105.5401};
    world.take(place);
    const auto words = world.messages(world.only_ticket());
    REQUIRE(words.size() == 1);
    REQUIRE(words[0].position.has_value());
    CHECK(words[0].position->latitude == 20.8811);
    CHECK(words[0].versions == Texts{"20.882200,105.540100"});
    CHECK(world.only_ticket().place == "20.881100,105.538600");
}
