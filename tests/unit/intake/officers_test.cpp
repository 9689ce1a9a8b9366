#include "core/message/say.hpp"
#include "tests/unit/intake/world.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;

namespace {

// The data of the button with this title, of the newest message to that chat.
std::string button(World& world, const std::string& chat, Say title)
{
    std::string data;
    for (const OutboxItem& item : world.said())
        if (item.chat == chat)
            for (const Button& candidate : item.buttons)
                if (candidate.title == world.commune.say(title))
                    data = candidate.data;
    REQUIRE(!data.empty());
    return data;
}

// What came of a draft of "lan" whose button with this title was pressed by `who`.
Texts settle(World& world, Say title, const std::string& who = "lan")
{
    world.say("lan", "Bà Tư báo cống tắc ở khu 2");
    CHECK(world.tickets().empty());
    world.press(who, button(world, "lan", title));
    return world.said_to(who);
}

Message forward(World& world, const std::string& words, Origin origin)
{
    Message made = world.message("lan", words);
    made.forwarded = std::move(origin);
    return made;
}

Origin of_author(const World& world, const std::string& id, const std::string& name)
{
    Origin origin;
    origin.author_id = id;
    origin.author_name = name;
    origin.at = world.now - std::chrono::hours{5};
    return origin;
}

} // namespace

TEST_CASE("an official's plain text is kept and asked about")
{
    World world;
    world.add_user("lan", {Role::front_officer});
    world.say("lan", "Bà Tư báo cống tắc ở khu 2");
    CHECK(world.tickets().empty());
    const auto said = world.said();
    REQUIRE(said.size() == 1);
    CHECK(said.front().text.find("cống tắc") != std::string::npos);
    CHECK(said.front().buttons.size() == 3);
    REQUIRE(world.journal().size() == 1);
    CHECK(world.journal().front().action == "draft");
    CHECK(world.journal().front().text == "Bà Tư báo cống tắc ở khu 2");
}

TEST_CASE("a draft becomes the official's own report")
{
    World world;
    world.add_user("lan", {Role::front_officer});
    CHECK(settle(world, Say::button_draft_own).back() == world.commune.say(Say::draft_done, {{"code", "LS-26-0001"}}));
    const Ticket ticket = world.only_ticket();
    CHECK(ticket.reporter == world.identity("lan")->id);
    CHECK(world.messages(ticket).at(0).text == "Bà Tư báo cống tắc ở khu 2");
    CHECK(world.messages(ticket).at(0).forwarded_by == IdentityId::none);
}

TEST_CASE("a draft becomes a report on behalf of somebody, apart from the official's own")
{
    World world;
    world.add_user("lan", {Role::front_officer});
    settle(world, Say::button_draft_behalf);
    const Ticket ticket = world.only_ticket();
    CHECK(ticket.reporter == IdentityId::none);
    CHECK(world.messages(ticket).at(0).forwarded_by == world.identity("lan")->id);
    world.say("lan", "không rõ");
    world.say("lan", "Ông Năm báo mất điện");
    world.press("lan", button(world, "lan", Say::button_draft_behalf));
    world.say("lan", "không rõ");
    world.say("lan", "Nhà tôi mất nước");
    world.press("lan", button(world, "lan", Say::button_draft_own));
    CHECK(world.tickets().size() == 3);
    CHECK(world.faults().empty());
}

TEST_CASE("a dropped draft makes no ticket")
{
    World world;
    world.add_user("lan", {Role::front_officer});
    CHECK(settle(world, Say::button_draft_drop) == Texts{world.commune.say(Say::draft_dropped)});
    CHECK(world.tickets().empty());
}

TEST_CASE("a draft is settled once, whichever button comes after")
{
    for (const Say first : {Say::button_draft_own, Say::button_draft_behalf, Say::button_draft_drop}) {
        World world;
        world.add_user("lan", {Role::front_officer});
        settle(world, first);
        const auto tickets = world.tickets().size();
        for (const char* again : {"own", "behalf", "drop", "own"}) {
            world.press("lan", std::string{"ln:draft:1:"} + again);
            CHECK(world.said_to("lan") == Texts{world.commune.say(Say::draft_gone)});
        }
        CHECK(world.tickets().size() == tickets);
    }
}

TEST_CASE("a draft is its writer's, in the chat where it was written")
{
    World world;
    world.add_user("lan", {Role::front_officer});
    const User hoa = world.add_user("hoa", {Role::leader});
    world.say("lan", "Bà Tư báo cống tắc");
    for (const char* who : {"hoa", "an"}) {
        world.press(who, "ln:draft:1:own");
        CHECK(world.said_to(who).back() == world.commune.say(Say::draft_gone));
    }
    // The same user in another chat.
    world.run([&](Context& context) {
        Identity other;
        other.channel = "zalo";
        other.external_id = "z-lan";
        other.user = context.tx.people().find("telegram", "lan")->user;
        return context.tx.people().add(other);
    });
    world.channel = "zalo";
    world.press("z-lan", "ln:draft:1:own");
    CHECK(world.tickets().empty());
    world.channel = "telegram";
    world.press("lan", "ln:draft:1:own");
    CHECK(world.tickets().size() == 1);
    CHECK(hoa.id != UserId::none);
}

TEST_CASE("who was disabled after writing settles nothing")
{
    World world;
    User lan = world.add_user("lan", {Role::front_officer});
    world.say("lan", "Bà Tư báo cống tắc");
    lan.disabled = true;
    world.run([&](Context& context) {
        context.tx.people().save_user(lan);
        return 0;
    });
    world.said();
    world.press("lan", "ln:draft:1:own");
    CHECK(world.said_to("lan") == Texts{world.commune.say(Say::draft_gone)});
    CHECK(world.tickets().empty());
}

TEST_CASE("what an official forwards is a ticket of its author")
{
    World world;
    world.add_user("lan", {Role::front_officer});
    world.say("an", "xin chào");
    world.take(forward(world, "Đường ngập", of_author(world, "an", "An")));
    Ticket ticket = world.only_ticket();
    CHECK(ticket.reporter == world.identity("an")->id);
    CHECK(world.messages(ticket).at(0).forwarded_by == world.identity("lan")->id);
    CHECK(world.journal().at(1).actor == "citizen:" + std::to_string(number(world.identity("lan")->id)));
    world.take(forward(world, "Mất nước", of_author(world, "", "Bà Tư")));
    REQUIRE(world.tickets().size() == 2);
    ticket = world.tickets()[1];
    CHECK(ticket.reporter == IdentityId::none);
    CHECK(world.messages(ticket).at(0).author_name == "Bà Tư");
}

TEST_CASE("what an official forwards never joins what he reported himself")
{
    World world;
    world.add_user("lan", {Role::front_officer});
    world.say("lan", "Nhà tôi mất nước");
    world.press("lan", "ln:draft:1:own");
    world.now += 1min;
    world.take(forward(world, "Đường ngập", of_author(world, "", "Bà Tư")));
    CHECK(world.tickets().size() == 2);
}

TEST_CASE("the same original passed on twice joins one ticket")
{
    World world;
    world.add_user("lan", {Role::front_officer});
    Origin by_id;
    by_id.chat = "-100";
    by_id.message = "55";
    const Origin by_name = of_author(world, "", "Bà Tư");
    for (const Origin& origin : {by_id, by_name}) {
        world.take(forward(world, "Đường ngập", origin));
        const auto tickets = world.tickets().size();
        world.now += 3h;
        world.take(forward(world, "Đường ngập", origin));
        CHECK(world.tickets().size() == tickets);
        CHECK(world.messages(world.tickets().back()).size() == 2);
    }
    CHECK(world.journal().back().actor == "citizen:" + std::to_string(number(world.identity("lan")->id)));
    CHECK(world.journal().back().facts == "joined=original");
    world.take(forward(world, "Đường khác ngập", by_name));
    CHECK(world.tickets().size() == 3);
}

TEST_CASE("an official's reply to a push joins the ticket, and is no word of the citizen")
{
    World world;
    world.add_user("lan", {Role::front_officer});
    world.say("an", "đường ngập");
    const TimePoint wrote = world.now;
    world.change(world.only_ticket(), Status::verified);
    world.change(world.only_ticket(), Status::needs_info);
    std::string push;
    for (const OutboxItem& item : world.send_all())
        if (item.chat == "lan")
            push = item.message;
    world.now += 10min;
    Message reply = world.message("lan", "Tôi đã xuống xem");
    reply.reply_to = push;
    world.take(reply);
    CHECK(world.messages(world.only_ticket()).size() == 2);
    CHECK(world.only_ticket().status == Status::needs_info);
    CHECK(world.only_ticket().last_citizen_at == wrote);
    world.say("an", "ở khu 5");
    CHECK(world.only_ticket().status == Status::verified);
}

TEST_CASE("an official's reply to something else is plain text")
{
    World world;
    world.add_user("lan", {Role::front_officer});
    Message reply = world.message("lan", "Bà Tư báo cống tắc");
    reply.reply_to = "nobody-knows";
    world.take(reply);
    CHECK(world.tickets().empty());
    CHECK(world.journal().back().action == "draft");
}
