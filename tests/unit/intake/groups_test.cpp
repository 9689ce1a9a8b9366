#include "tests/unit/intake/world.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;

namespace {

GroupChange change(const std::string& chat, bool present)
{
    GroupChange made;
    made.chat.id = chat;
    made.chat.kind = ChatKind::group;
    made.chat.title = "Nhóm " + chat;
    made.present = present;
    return made;
}

// The push of the only ticket in a group, sent.
std::string pushed(World& world, const std::string& group)
{
    for (const OutboxItem& item : world.send_all())
        if (item.chat == group)
            return item.message;
    FAIL("nothing was pushed");
    return {};
}

} // namespace

TEST_CASE("an unbound group gets one answer, then silence")
{
    World world;
    world.take(change("-100", true));
    CHECK(world.said_to("-100").size() == 1);
    for (int i = 0; i < 5; ++i) {
        world.take(world.group_message("-100", "an", "đường ngập"));
        world.take(world.group_message("-100", "an", "/trogiup"));
        world.take(change("-100", true));
    }
    CHECK(world.said().empty());
    CHECK(world.tickets().empty());
    CHECK(world.journal().empty());
    CHECK(!world.identity("an"));
    world.take(world.group_message("-200", "an", "đường ngập"));
    CHECK(world.said_to("-200").size() == 1);
}

TEST_CASE("what nobody takes in a group is not stored")
{
    World world;
    world.add_group("-100", "hoi_phu_nu");
    world.take(world.group_message("-100", "an", "chợ hôm nay đông quá"));
    Message reply = world.group_message("-100", "binh", "ừ đông thật");
    reply.reply_to = "17";
    world.take(reply);
    CHECK(world.said().empty());
    CHECK(world.journal().empty());
    const std::string dump = world.dump();
    CHECK(dump.find("đông") == std::string::npos);
    CHECK(!world.identity("an"));
    world.take(world.group_message("-100", "an", "/trogiup"));
    const auto said = world.said();
    REQUIRE(said.size() == 1);
    CHECK(said.front().reply_to != "");
}

TEST_CASE("a reply in a group to news of a ticket joins it and is acknowledged there")
{
    World world;
    world.commune.taxonomy.hear_new = {"hoi_phu_nu"};
    world.add_group("-100", "hoi_phu_nu");
    world.say("an", "đường ngập");
    const std::string push = pushed(world, "-100");
    world.said();
    world.now += 2h;
    Message reply = world.group_message("-100", "binh", "nhà tôi cũng ngập");
    reply.reply_to = push;
    world.take(reply);
    CHECK(world.messages(world.only_ticket()).size() == 2);
    const auto texts = world.said_to("-100");
    REQUIRE(texts.size() == 1);
    CHECK(texts.front().find("LS-26-0001") != std::string::npos);
    CHECK(texts.front().find("ngập") == std::string::npos);
    // A reply to that reply too.
    world.now += 2h;
    Message third = world.group_message("-100", "chi", "cả khu ngập");
    third.reply_to = reply.id;
    world.take(third);
    CHECK(world.messages(world.only_ticket()).size() == 3);
    CHECK(world.faults().empty());
}

TEST_CASE("everybody who replies in a row is answered, nobody twice within a minute")
{
    World world;
    world.commune.taxonomy.hear_new = {"hoi_phu_nu"};
    world.add_group("-100", "hoi_phu_nu");
    world.say("an", "đường ngập");
    const std::string push = pushed(world, "-100");
    for (const auto& [who, answers] : {std::pair{"binh", 1U}, std::pair{"chi", 1U}, std::pair{"binh", 0U}}) {
        world.said();
        world.now += 10s;
        Message reply = world.group_message("-100", who, "nhà tôi cũng ngập");
        reply.reply_to = push;
        world.take(reply);
        CHECK(world.said_to("-100").size() == answers);
    }
    CHECK(world.messages(world.only_ticket()).size() == 4);
}

TEST_CASE("what an official adds in a group bears his name, and he is not told of it himself")
{
    World world;
    world.add_user("lan", {Role::front_officer});
    world.add_user("mai", {Role::front_officer});
    world.commune.taxonomy.hear_new = {"hoi_phu_nu"};
    world.add_group("-100", "hoi_phu_nu");
    world.say("an", "đường ngập");
    const std::string push = pushed(world, "-100");
    world.said();
    Message reply = world.group_message("-100", "mai", "đã báo tổ điện nước");
    reply.reply_to = push;
    world.take(reply);
    CHECK(world.peek("mai").empty());
    const auto texts = world.said_to("lan");
    REQUIRE(texts.size() == 1);
    CHECK(texts.front().starts_with("LS-26-0001: mai ghi thêm lúc "));
    CHECK(texts.front().find("người dân") == std::string::npos);
}

TEST_CASE("a reply on another channel than the ticket's is stored where it was written")
{
    World world;
    world.commune.taxonomy.hear_new = {"hoi_phu_nu"};
    world.add_group("-100", "hoi_phu_nu");
    world.channel = "zalo";
    world.say("an", "đường ngập");
    world.channel = "telegram";
    const std::string push = pushed(world, "-100");
    world.now += 2h;
    Message reply = world.group_message("-100", "binh", "nhà tôi cũng ngập");
    reply.reply_to = push;
    world.take(reply);
    const auto words = world.messages(world.only_ticket());
    REQUIRE(words.size() == 2);
    CHECK(words[0].channel == "zalo");
    CHECK(words[1].channel == "telegram");
    CHECK(world.only_ticket().channel == "zalo");
    world.now += 2h;
    Message next = world.group_message("-100", "chi", "cả khu ngập");
    next.reply_to = reply.id;
    world.take(next);
    CHECK(world.messages(world.only_ticket()).size() == 3);
}

TEST_CASE("an area's group hears of its own area, a group that left hears nothing")
{
    World world;
    world.commune.taxonomy.hear_new = {"hoi_phu_nu"};
    world.add_group("-100", "hoi_phu_nu");
    world.add_group("-200", "", "khu_5");
    world.say("an", "đường ngập");
    CHECK(world.peek("-200").empty());
    CHECK(world.said_to("-100").size() == 1);
    world.take(change("-100", false));
    CHECK(world.group("-100")->unreachable);
    world.say("binh", "đèn hỏng");
    CHECK(world.said_to("-100").empty());
    world.take(world.group_message("-100", "an", "chào bà con"));
    CHECK(!world.group("-100")->unreachable);
    CHECK(world.group("-100")->bound);
    world.say("chi", "mất nước");
    CHECK(world.said_to("-100").size() == 1);
}

TEST_CASE("a group that moves keeps its binding and what waits for it")
{
    for (const bool seen_before : {false, true}) {
        World world;
        world.commune.taxonomy.hear_new = {"hoi_phu_nu"};
        world.add_group("-100", "hoi_phu_nu");
        world.say("an", "đường ngập");
        if (seen_before)
            world.take(world.group_message("-1000", "an", "alo"));
        world.take(GroupMigrated{"-100", "-1000"});
        CHECK(world.group("-1000")->bound);
        CHECK(world.group("-1000")->organization == "hoi_phu_nu");
        const auto old = world.group("-100");
        CHECK((!old || !old->bound));
        CHECK(world.peek("-100").empty());
        CHECK(world.peek("-1000").size() == (seen_before ? 2 : 1));
        world.said();
        world.take(GroupMigrated{"-100", "-1000"});
        world.take(world.group_message("-1000", "an", "alo"));
        CHECK(world.group("-1000")->bound);
        CHECK(world.said().empty());
        world.say("binh", "đèn hỏng");
        CHECK(world.said_to("-1000").size() == 1);
    }
}

TEST_CASE("late news of a move takes nothing from a group that was bound anew")
{
    World world;
    world.take(world.group_message("-100", "an", "alo"));
    world.add_group("-1000", "hoi_nong_dan");
    world.take(GroupMigrated{"-100", "-1000"});
    CHECK(world.group("-1000")->bound);
    CHECK(world.group("-1000")->organization == "hoi_nong_dan");
    world.take(GroupMigrated{"-7", "-8"});
    CHECK(!world.group("-8"));
}
