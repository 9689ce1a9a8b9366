#include "core/message/say.hpp"
#include "core/people/notice.hpp"
#include "tests/unit/intake/world.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;

namespace {

std::string without(std::string text, const std::string& part)
{
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part))
        text.erase(at, part.size());
    return text;
}

// The one answer to this message.
std::string answer(World& world, const std::string& who, const std::string& words)
{
    world.said();
    world.say(who, words);
    const auto texts = world.said_to(who);
    REQUIRE(texts.size() == 1);
    return texts.front();
}

} // namespace

TEST_CASE("a code shows where one's own ticket stands, however it is typed")
{
    World world;
    world.say("an", "đường ngập");
    world.now += 1h;
    world.change(world.only_ticket(), Status::verified);
    for (const char* typed : {"LS-26-0001", "ls26 1", "LS 26 1.", "ls-26-0001?"}) {
        const std::string text = answer(world, "an", typed);
        CHECK(text.find("LS-26-0001: đã xác minh") != std::string::npos);
        CHECK(text.find(to_vietnamese(world.now)) != std::string::npos);
    }
    CHECK(world.tickets().size() == 1);
}

TEST_CASE("somebody else's code is answered exactly like an unknown one")
{
    World world;
    world.say("an", "đường ngập");
    world.change(world.only_ticket(), Status::resolved);
    world.now += 1h;
    world.say("binh", "đèn hỏng");
    const std::string unknown = without(answer(world, "binh", "LS-26-0099"), "LS-26-0099");
    const std::string other_year = without(answer(world, "binh", "LS-31-0001"), "LS-31-0001");
    const std::string others = without(answer(world, "binh", "LS-26-0001"), "LS-26-0001");
    CHECK(unknown == others);
    CHECK(unknown == other_year);
    CHECK(unknown.find("không tìm thấy") != std::string::npos);
    CHECK(world.tickets().size() == 2);
    // Not even the same person on another channel.
    world.channel = "zalo";
    CHECK(without(answer(world, "an", "LS-26-0001"), "LS-26-0001") == unknown);
    // Nor an official, by this way.
    world.add_user("lan", {Role::front_officer});
    CHECK(without(answer(world, "lan", "LS-26-0001"), "LS-26-0001") == unknown);
}

TEST_CASE("a code with a photo is a report, and so is a code in a sentence")
{
    World world;
    Message photo = world.message("an", "LS-26-0001");
    photo.attachments.push_back({});
    world.take(photo);
    CHECK(world.tickets().size() == 1);
    world.say("binh", "phiếu LS-26-0001 đến đâu rồi");
    CHECK(world.tickets().size() == 2);
}

TEST_CASE("one's tickets are listed by words and by button, the newest five")
{
    World world;
    CHECK(answer(world, "an", "phản ánh của tôi").find("chưa có phản ánh") != std::string::npos);
    for (int i = 0; i < 7; ++i) {
        world.say("an", "việc " + std::to_string(i));
        world.now += 1h;
    }
    const std::string list = answer(world, "an", "Phan anh cua toi");
    CHECK(std::ranges::count(list, '\n') == 5);
    CHECK(list.find("LS-26-0007") < list.find("LS-26-0003"));
    CHECK(list.find("LS-26-0002") == std::string::npos);
    world.said();
    world.press("an", "ln:my");
    CHECK(world.said_to("an") == Texts{list});
    world.press("binh", "ln:my");
    CHECK(world.said_to("binh").at(0).find("LS-26") == std::string::npos);
    CHECK(world.tickets().size() == 7);
}

TEST_CASE("help, start and unknown commands are answered and make no ticket")
{
    World world;
    CHECK(answer(world, "an", "/start").find("lắng nghe") != std::string::npos);
    CHECK(answer(world, "an", "/trogiup").find("LS-26-0042") != std::string::npos);
    CHECK(answer(world, "an", "/trogiúp") == answer(world, "an", "/help"));
    CHECK(answer(world, "an", "/abc xyz").find("/abc") != std::string::npos);
    CHECK(answer(world, "an", "/ketnoi ABC").find("nhóm") != std::string::npos);
    world.add_user("lan", {Role::front_officer, Role::keeper});
    const std::string help = answer(world, "lan", "/trogiup");
    CHECK(help.find("cán bộ Mặt trận, người giữ hồ sơ kín") != std::string::npos);
    CHECK(world.tickets().empty());
    CHECK(world.journal().size() == 1); // the notice was shown
}

TEST_CASE("the first contact says who we are, once, also by /start")
{
    World world;
    const std::string first = notice(world.commune);
    CHECK(answer(world, "an", "/start").starts_with(first));
    CHECK(!answer(world, "an", "/start").starts_with(first));
    CHECK(!answer(world, "an", "đường ngập").starts_with(first));
    CHECK(answer(world, "binh", "xin chào").starts_with(first));
}

TEST_CASE("presses that are not ours do nothing")
{
    World world;
    world.say("an", "đường ngập");
    world.said();
    for (const char* data : {"", "my", "ln:", "ln:nothing", "ln:draft", "ln:draft:", "ln:draft:x:own", "ln:draft:1"}) {
        world.press("an", data);
        CHECK(world.said().empty());
    }
    // A draft that never was is gone, as one that was settled.
    world.press("an", "ln:draft:1:own");
    world.press("an", "ln:draft:99999999999999999999:own");
    CHECK(world.said_to("an") == Texts{world.commune.say(Say::draft_gone)});
    CHECK(world.tickets().size() == 1);
}
