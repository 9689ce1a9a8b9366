#include "core/message/say.hpp"
#include "tests/unit/intake/group_scene.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;

TEST_CASE("a member reports in the group")
{
    World world;
    settle_group(world);
    for (const bool mention : {false, true}) {
        Message report =
            world.group_message(bound_group, "an", mention ? "@langnghe_bot đèn hỏng" : "/phananh đèn hỏng");
        report.addressed = mention;
        const auto before = world.tickets().size();
        world.take(report);
        REQUIRE(world.tickets().size() == before + 1);
        const Ticket ticket = world.tickets().back();
        CHECK(ticket.reporter == world.identity("an")->id);
        CHECK(ticket.in_group);
        CHECK(world.messages(ticket).at(0).text == "đèn hỏng");
        CHECK(world.messages(ticket).at(0).forwarded_by == IdentityId::none);
        const auto heard = world.said();
        REQUIRE(texts_of(heard, bound_group).size() == 1);
        CHECK(has(texts_of(heard, bound_group).front(), world.code(ticket)));
        CHECK(!has(texts_of(heard, bound_group).front(), "đèn"));
        CHECK(texts_of(heard, "lan").size() == 1);
    }
}

TEST_CASE("a member takes up what he wrote himself, and nobody else's")
{
    World world;
    settle_group(world);
    world.take(reply_in_group(world, "an", "/phananh ở khu 3", "an"));
    const Ticket ticket = world.only_ticket();
    CHECK(ticket.reporter == world.identity("an")->id);
    REQUIRE(world.messages(ticket).size() == 2);
    CHECK(world.messages(ticket).at(0).text == "cống đầu ngõ tắc ba hôm nay");
    CHECK(world.messages(ticket).at(1).text == "ở khu 3");
    CHECK(world.said_to(bound_group).size() == 1);

    world.take(reply_in_group(world, "an", "/phananh", "tu", "901"));
    CHECK(world.tickets().size() == 1);
    CHECK(world.said_to(bound_group) == Texts{world.commune.say(Say::record_not_allowed)});
    CHECK(!world.identity("tu"));
    // With words of his own it is his own report, and the other's words stay where they are.
    world.take(reply_in_group(world, "an", "/phananh nhà tôi cũng ngập", "tu", "902"));
    REQUIRE(world.tickets().size() == 2);
    CHECK(world.messages(world.tickets().back()).at(0).text == "nhà tôi cũng ngập");
    CHECK(!has(world.dump(), "Bà tu"));
}

TEST_CASE("an empty request is told what to type")
{
    World world;
    settle_group(world);
    for (const char* who : {"lan", "an"}) {
        for (const char* words : {"/ghi", "/phananh cảm ơn"}) {
            world.take(world.group_message(bound_group, who, words));
            CHECK(world.said_to(bound_group) == Texts{world.commune.say(Say::group_record_usage)});
        }
    }
    CHECK(world.tickets().empty());
}

TEST_CASE("in a group that is not bound only an officer takes down, and nothing is said there")
{
    World world;
    settle_group(world);
    Message command = reply_in_group(world, "lan", "/ghi", "tu");
    command.chat.id = "-999";
    world.take(command);
    CHECK(world.tickets().size() == 1);
    const auto said = world.said();
    CHECK(texts_of(said, "-999").empty());
    CHECK(texts_of(said, "lan").size() == 1);
    Message member = world.group_message("-999", "an", "/phananh đèn hỏng");
    world.take(member);
    CHECK(world.tickets().size() == 1);
    CHECK(!world.identity("an"));
    CHECK(world.said_to("-999") == Texts{world.commune.say(Say::group_unbound, {{"commune", world.commune.name}})});
}

TEST_CASE("an officer's own words in the group are somebody's who is not named")
{
    World world;
    settle_group(world);
    Message report = world.group_message(bound_group, "lan", "@bot bà Tư báo cống tắc");
    report.addressed = true;
    world.take(report);
    CHECK(world.only_ticket().reporter == IdentityId::none);
    const auto heard = world.said_to("lan");
    REQUIRE(heard.size() == 1);
    CHECK(has(heard.front(), world.commune.say(Say::ask_reporter, {{"code", "LS-26-0001"}})));
}

TEST_CASE("a suspected denunciation is answered in private only")
{
    for (const bool by_officer : {true, false}) {
        World world;
        settle_group(world);
        if (by_officer)
            world.take(reply_in_group(world, "lan", "/ghi", "tu", "900", denunciation));
        else
            world.take(world.group_message(bound_group, "tu", std::string{"/phananh "} + denunciation));
        const Ticket ticket = world.only_ticket();
        CHECK(ticket.suspected);
        CHECK(!ticket.in_group);
        CHECK(ticket.chat == "tu");
        const auto said = world.said();
        CHECK(texts_of(said, bound_group).empty());
        CHECK(texts_of(said, "truong").empty());
        CHECK(texts_of(said, "giu").size() == 1);
        CHECK(texts_of(said, "tu").size() == 1);
        CHECK(texts_of(said, "lan") == (by_officer ? Texts{world.commune.say(Say::recorded_discreet)} : Texts{}));
        for (const OutboxItem& item : said)
            CHECK(!has(item.text, "Nguyễn Văn Bê"));
        // Nor is it spoken of in the group when it is asked for again.
        world.take(
            reply_in_group(world, "lan", "/ghi", "tu", by_officer ? "900" : world.messages(ticket).at(0).message));
        CHECK(world.said_to(bound_group).empty());
    }
}

TEST_CASE("a note makes a ticket suspected as well")
{
    World world;
    settle_group(world);
    world.take(reply_in_group(world, "lan", "/ghi dân tố cáo cán bộ", "tu"));
    CHECK(world.only_ticket().suspected);
    CHECK(world.said_to(bound_group).empty());
}

TEST_CASE("an anonymous administrator reports under the group's name, and hears nothing in private")
{
    World world;
    settle_group(world);
    for (const char* words : {"/phananh đèn hỏng", "/phananh tố cáo ông Bê"}) {
        Message report = world.group_message(bound_group, bound_group, words);
        report.from.name = "Ban quản trị";
        report.from.is_chat = true;
        world.take(report);
    }
    CHECK(world.tickets().size() == 2);
    CHECK(world.tickets().front().reporter == IdentityId::none);
    CHECK(!world.identity(bound_group));
    CHECK(world.said_to(bound_group).size() == 1); // of the first
    Message command = reply_in_group(world, "lan", "/ghi", "tu");
    command.from.is_chat = true;
    command.from.id = bound_group;
    world.take(command);
    CHECK(world.tickets().size() == 2);
}

TEST_CASE("who floods a group opens no more tickets than elsewhere")
{
    World world;
    settle_group(world);
    for (int i = 0; i < 15; ++i)
        world.take(world.group_message(bound_group, "an", "/phananh việc số " + std::to_string(i)));
    CHECK(world.tickets().size() == static_cast<std::size_t>(world.commune.rules.tickets_per_hour));
    CHECK(world.messages(world.tickets().back()).size() == 6);
}
