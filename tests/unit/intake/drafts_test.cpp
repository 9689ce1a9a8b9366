#include "core/message/say.hpp"
#include "tests/unit/intake/world.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;

namespace {

Message photo(World& world, const std::string& who, const std::string& album = {}, const std::string& words = {})
{
    Message made = world.message(who, words);
    made.album = album;
    made.attachments.push_back({AttachmentKind::photo, {}, {}, 0, "file-" + made.id, "unique-" + made.id});
    return made;
}

void no_buttons(World& world) { world.commune.channels.at("telegram").traits.buttons = 0; }

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

} // namespace

TEST_CASE("where there are no buttons a number chooses, once")
{
    for (const auto& [answer, tickets] : {std::pair{"1", 1U}, std::pair{"2", 1U}, std::pair{"3", 0U}}) {
        World world;
        no_buttons(world);
        world.add_user("lan", {Role::front_officer});
        world.say("lan", "Bà Tư báo cống tắc");
        CHECK(has(world.send_all().back().text, "1. " + world.commune.say(Say::button_draft_behalf)));
        world.say("lan", answer);
        CHECK(world.tickets().size() == tickets);
        if (tickets != 0)
            CHECK((world.only_ticket().reporter == IdentityId::none) == (std::string{answer} == "1"));
        world.say("lan", answer);
        CHECK(world.tickets().size() == tickets);
    }
}

TEST_CASE("the button's words choose too, with diacritics or without")
{
    for (const char* answer : {"Ghi thay dân", "ghi thay dan"}) {
        World world;
        world.add_user("lan", {Role::front_officer});
        world.say("lan", "Bà Tư báo cống tắc");
        world.say("lan", answer);
        CHECK(world.only_ticket().reporter == IdentityId::none);
    }
    World world;
    world.add_user("huy", {Role::handler});
    world.say("huy", "Bà Tư báo cống tắc");
    CHECK(world.said().front().buttons.size() == 2);
    world.press("huy", "ln:draft:1:behalf");
    CHECK(world.tickets().empty());
    world.say("huy", "phản ánh của tôi");
    CHECK(world.only_ticket().reporter == world.identity("huy")->id);
}

TEST_CASE("photos, albums and the words around them are one draft")
{
    World world;
    world.add_user("lan", {Role::front_officer});
    const Message first = photo(world, "lan", "album");
    world.take(first);
    world.now += 1s;
    world.take(photo(world, "lan", "album"));
    world.now += 1s;
    world.say("lan", "cống tắc ở khu 3");
    CHECK(world.said().size() == 1);
    world.now += 10min;
    world.take(photo(world, "lan", "album")); // a late item
    CHECK(world.said().empty());
    CHECK(world.tickets().empty());
    world.press("lan", "ln:draft:1:behalf");
    const auto rows = world.messages(world.only_ticket());
    REQUIRE(rows.size() == 4);
    CHECK(rows[0].message == first.id);
    CHECK(rows[2].text == "cống tắc ở khu 3");
    for (const MessageRow& row : rows)
        CHECK(row.forwarded_by == world.identity("lan")->id);
    CHECK(world.only_ticket().area == "khu_3");
    CHECK(world.said_to("lan").size() == 1);
    // An item that is later still joins the ticket, unasked.
    world.now += 10min;
    world.take(photo(world, "lan", "album"));
    CHECK(world.messages(world.only_ticket()).size() == 5);
    CHECK(world.faults().empty());
}

TEST_CASE("two texts are two drafts")
{
    World world;
    world.add_user("lan", {Role::front_officer});
    world.say("lan", "Bà Tư báo cống tắc");
    world.say("lan", "Ông Năm báo mất điện");
    CHECK(world.said().size() == 2);
    world.press("lan", "ln:draft:1:behalf");
    world.press("lan", "ln:draft:2:behalf");
    CHECK(world.tickets().size() == 2);
}

TEST_CASE("an album that is forwarded is one ticket of its author, told of once")
{
    World world;
    world.add_user("lan", {Role::front_officer});
    for (int i = 0; i < 4; ++i) {
        Message item = photo(world, "lan", "album", i == 0 ? "đường ngập" : "");
        item.forwarded = Origin{"", "Bà Tư", "", "", world.now - 1h};
        world.take(item);
    }
    CHECK(world.messages(world.only_ticket()).size() == 4);
    CHECK(world.messages(world.only_ticket()).at(3).author_name == "Bà Tư");
    const auto heard = world.said_to("lan");
    REQUIRE(heard.size() == 1);
    CHECK(has(heard.front(), "Bà Tư"));
}

TEST_CASE("/ghi after a message, or in reply to it, records it on behalf of somebody")
{
    World world;
    world.add_user("lan", {Role::front_officer});
    const Message first = world.message("lan", "Bà Tư báo cống tắc");
    world.take(first);
    world.say("lan", "Ông Năm báo mất điện");
    Message command = world.message("lan", "/ghi");
    command.reply_to = first.id;
    world.take(command);
    CHECK(world.messages(world.only_ticket()).at(0).text == "Bà Tư báo cống tắc");
    world.say("lan", "/ghi");
    REQUIRE(world.tickets().size() == 2);
    CHECK(world.messages(world.tickets().back()).at(0).text == "Ông Năm báo mất điện");
    world.said();
    world.say("lan", "/ghi");
    CHECK(world.said_to("lan") == Texts{world.commune.say(Say::record_usage)});
    world.say("lan", "/phananh Bà Sáu báo rác ở khu 5");
    REQUIRE(world.tickets().size() == 3);
    CHECK(world.tickets().back().reporter == IdentityId::none);
    CHECK(world.messages(world.tickets().back()).at(0).text == "Bà Sáu báo rác ở khu 5");
}

TEST_CASE("a citizen's words after the command are his report")
{
    World world;
    world.say("an", "/phananh đường ngập");
    CHECK(world.messages(world.only_ticket()).at(0).text == "đường ngập");
    CHECK(world.only_ticket().reporter == world.identity("an")->id);
    world.said();
    world.say("an", "/ghi");
    CHECK(world.said().size() == 1);
    CHECK(world.messages(world.only_ticket()).size() == 1);
}

TEST_CASE("a reply to a message of another chat brings it along")
{
    World world;
    world.add_user("lan", {Role::front_officer});
    Message command = world.message("lan", "/ghi gấp");
    command.reply_text = "cống tắc";
    command.reply_origin = Origin{"", "Bà Tư", "-100", "55", world.now - 1h};
    world.take(command);
    CHECK(world.messages(world.only_ticket()).at(0).text == "cống tắc");
    CHECK(world.messages(world.only_ticket()).at(0).author_name == "Bà Tư");
    CHECK(world.journal().back().text == "gấp");
    Message again = world.message("lan", "cống tắc");
    again.forwarded = Origin{"", "Bà Tư", "-100", "55", world.now - 1h};
    world.take(again);
    CHECK(world.tickets().size() == 1);
}

TEST_CASE("of whom nobody knows, name and place are asked for once")
{
    const auto ask = [](World& world) {
        world.add_user("lan", {Role::front_officer});
        world.say("lan", "/ghi cống tắc");
        REQUIRE(has(world.said_to("lan").front(), world.commune.say(Say::ask_reporter, {{"code", "LS-26-0001"}})));
    };
    struct Case
    {
        const char* answer;
        const char* name;
        const char* place;
        const char* area;
    };
    for (const Case& given :
         {Case{"Bà Tư, khu 3", "Bà Tư", "khu 3", "khu_3"}, Case{"Bà Tư ở khu 3", "Bà Tư", "khu 3", "khu_3"},
          Case{"Bà Tư", "Bà Tư", "", ""}, Case{"khu 3", "", "khu 3", "khu_3"}, Case{"không rõ", "", "", ""},
          Case{"Bà Tư; ngõ 12", "Bà Tư", "ngõ 12", ""}}) {
        World world;
        ask(world);
        world.now += 2min;
        world.say("lan", given.answer);
        INFO(given.answer);
        CHECK(world.messages(world.only_ticket()).at(0).author_name == given.name);
        CHECK(world.only_ticket().place == given.place);
        CHECK(world.only_ticket().area == given.area);
        CHECK(world.journal().back().action == "reporter");
        CHECK(world.journal().back().text == given.answer);
        CHECK(world.said_to("lan").size() == 1);
        // Once: the next words are a draft.
        world.say("lan", "Ông Năm, khu 5");
        CHECK(world.journal().back().action == "draft");
        CHECK(world.tickets().size() == 1);
        CHECK(world.faults().empty());
    }
}

TEST_CASE("what is long, late or somebody else's is no answer to that question")
{
    World world;
    world.add_user("lan", {Role::front_officer});
    world.add_user("mai", {Role::front_officer});
    world.say("lan", "/ghi cống tắc");
    std::string question;
    for (const OutboxItem& item : world.send_all())
        if (item.chat == "lan")
            question = item.message;
    world.say("mai", "Bà Tư, khu 3");
    CHECK(world.journal().back().action == "draft");
    world.say("lan", "Bà Sáu ở xóm trên báo là mấy hôm nay nước giếng đục ngầu, cả xóm không dùng được, đề nghị xã "
                     "cho người về kiểm tra giúp bà con với ạ, xin cảm ơn các anh chị nhiều");
    CHECK(world.journal().back().action == "draft");
    world.now += 2h;
    world.say("lan", "Bà Tư, khu 3");
    CHECK(world.journal().back().action == "draft");
    // As a reply to the question it is one for three days.
    Message reply = world.message("lan", "Bà Tư, khu 3");
    reply.reply_to = question;
    world.take(reply);
    CHECK(world.journal().back().action == "reporter");
    CHECK(world.messages(world.only_ticket()).size() == 1);
}
