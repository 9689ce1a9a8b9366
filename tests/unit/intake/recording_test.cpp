#include "core/intake/request.hpp"
#include "core/message/say.hpp"
#include "tests/unit/intake/group_scene.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;

TEST_CASE("what asks to be taken in")
{
    Message message;
    message.chat.kind = ChatKind::group;
    for (const char* typed : {"/ghi", "/phananh", "/ticket", "/GHI", "/phảnánh", "/Phảnánh:"}) {
        message.text = std::string{typed} + " rác ở khu 3";
        const auto request = read_request(message);
        REQUIRE(request);
        CHECK(request->typed);
        CHECK(request->words == "rác ở khu 3");
    }
    for (const char* other : {"ghi", "/ghichep", "/trogiup", "phản ánh: rác", "/ghi@bot_khac rác"}) {
        message.text = other;
        CHECK(!read_request(message));
    }
    message.addressed = true;
    message.text = "/ghi@langnghe_bot rác";
    CHECK(read_request(message)->words == "rác");
    for (const char* mention : {"@langnghe_bot rác ở khu 3", "rác ở khu 3 @langnghe_bot", "rác ở khu 3"}) {
        message.text = mention;
        CHECK(!read_request(message)->typed);
        CHECK(read_request(message)->words == "rác ở khu 3");
    }
    message.text = "@langnghe_bot /ghi rác";
    CHECK(read_request(message)->typed);
    message.text = "@langnghe_bot /trogiup";
    CHECK(!read_request(message));
}

TEST_CASE("an officer takes down a message of the group with its true author")
{
    World world;
    settle_group(world);
    Message command = reply_in_group(world, "lan", "/ghi", "tu");
    command.reply_attachments.push_back({AttachmentKind::photo, {}, "image/jpeg", 10, "file", "unique"});
    command.reply_position = Position{21.25, 105.5};
    command.reply_album = "album";
    world.take(command);
    const Ticket ticket = world.only_ticket();
    CHECK(ticket.in_group);
    CHECK(ticket.chat == bound_group);
    CHECK(ticket.reporter == world.identity("tu")->id);
    CHECK(world.identity("tu")->name == "Bà tu");
    CHECK(!world.identity("tu")->last_inbound_at);
    CHECK(ticket.place == "21.250000,105.500000");
    const MessageRow row = world.messages(ticket).at(0);
    CHECK(row.text == "cống đầu ngõ tắc ba hôm nay");
    CHECK(row.message == "900");
    CHECK(row.at == world.now - 2min);
    CHECK(row.forwarded_by == world.identity("lan")->id);
    CHECK(row.attachments.size() == 1);
    CHECK(row.album == "album");

    const auto said = world.said();
    // The author in the bound_group, by a reply, with public fields only; no second word there.
    REQUIRE(texts_of(said, bound_group).size() == 1);
    const auto receipt = std::ranges::find(said, std::string{bound_group}, &OutboxItem::chat);
    CHECK(receipt->reply_to == "900");
    CHECK(receipt->kind == DeliveryKind::receipt);
    CHECK(receipt->text == world.commune.say(Say::group_received, {{"code", "LS-26-0001"}}));
    // The officer in private, with details, once.
    REQUIRE(texts_of(said, "lan").size() == 1);
    CHECK(has(texts_of(said, "lan").front(), "cống đầu ngõ tắc"));
    CHECK(has(texts_of(said, "lan").front(), "Bà tu"));
    CHECK(world.faults().empty());
}

TEST_CASE("late items of the album join it")
{
    World world;
    settle_group(world);
    Message command = reply_in_group(world, "lan", "/ghi", "tu");
    command.reply_album = "album";
    world.take(command);
    world.now += 5min;
    Message late = world.group_message(bound_group, "tu", "");
    late.album = "album";
    late.attachments.push_back({AttachmentKind::photo, {}, {}, 0, "file-2", "unique-2"});
    world.take(late);
    CHECK(world.messages(world.only_ticket()).size() == 2);
}

TEST_CASE("what the officer says with it is a note, and names area and field")
{
    World world;
    settle_group(world);
    world.add_group("-500", "", "khu_3");
    world.add_user("mai", {Role::front_officer});
    const auto area = world.commune.taxonomy.areas.at(2);
    world.take(reply_in_group(world, "lan", "/ghi thoát nước, " + area.name, "tu"));
    const Ticket ticket = world.only_ticket();
    CHECK(ticket.area == area.key);
    CHECK(ticket.field == "moi_truong");
    CHECK(ticket.status == Status::received);
    CHECK(world.messages(ticket).size() == 1);
    const auto entries = world.journal();
    const auto note = std::ranges::find(entries, "note", &journal::Entry::action);
    REQUIRE(note != entries.end());
    CHECK(note->text == "thoát nước, " + area.name);
    CHECK(note->actor == "citizen:" + std::to_string(number(world.identity("lan")->id)));
    const auto heard = world.said_to("mai");
    REQUIRE(heard.size() == 1);
    CHECK(has(heard.front(), "thoát nước, "));
    CHECK(has(heard.front(), area.name));
}

TEST_CASE("a group of one area speaks of that area")
{
    World world;
    settle_group(world);
    world.add_group("-300", "", "khu_5");
    Message command = reply_in_group(world, "lan", "/ghi", "tu");
    command.chat.id = "-300";
    world.take(command);
    CHECK(world.only_ticket().area == "khu_5");
}

TEST_CASE("the same original taken down twice is one ticket")
{
    World world;
    settle_group(world);
    world.take(reply_in_group(world, "lan", "/ghi", "tu"));
    world.said();
    world.now += 1h;
    world.take(reply_in_group(world, "truong", "/ghi", "tu"));
    CHECK(world.messages(world.only_ticket()).size() == 1);
    CHECK(world.said_to(bound_group) == Texts{world.commune.say(Say::group_known, {{"code", "LS-26-0001"}})});
    // With words of his own they join it.
    world.take(reply_in_group(world, "truong", "/ghi nhà sát trạm bơm", "tu"));
    CHECK(world.messages(world.only_ticket()).size() == 2);
    CHECK(world.messages(world.only_ticket()).at(1).text == "nhà sát trạm bơm");
    // And passed on in private, from the bound_group, too.
    Message forward = world.message("lan", "cống đầu ngõ tắc ba hôm nay");
    forward.forwarded = Origin{"", "Bà tu", bound_group, "900", world.now};
    world.take(forward);
    CHECK(world.tickets().size() == 1);
    CHECK(world.faults().empty());
}

TEST_CASE("a repeat of the command changes nothing")
{
    World world;
    settle_group(world);
    const InboundEvent event = world.event(reply_in_group(world, "lan", "/ghi gấp", "tu"));
    CHECK(world.take(event) == Intake::accepted);
    const std::string before = world.dump();
    CHECK(world.take(event) == Intake::duplicate);
    CHECK(world.dump() == before);
}

TEST_CASE("a mention in reply does what the command does")
{
    World world;
    settle_group(world);
    Message mention = reply_in_group(world, "lan", "@langnghe_bot nhà sát trạm bơm", "tu");
    mention.addressed = true;
    world.take(mention);
    CHECK(world.messages(world.only_ticket()).at(0).text == "cống đầu ngõ tắc ba hôm nay");
    CHECK(world.only_ticket().reporter == world.identity("tu")->id);
    CHECK(world.journal().back().text == "nhà sát trạm bơm");
}

TEST_CASE("an author without an identity keeps the name")
{
    World world;
    settle_group(world);
    Message command = reply_in_group(world, "lan", "/ghi", "tu");
    command.reply_origin->author_id.clear();
    command.reply_origin->author_name = "Ban quản trị";
    world.take(command);
    CHECK(world.only_ticket().reporter == IdentityId::none);
    CHECK(world.messages(world.only_ticket()).at(0).author_name == "Ban quản trị");
    CHECK(world.said_to(bound_group).size() == 1);
}
