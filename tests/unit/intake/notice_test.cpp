#include "core/message/say.hpp"
#include "core/people/copy.hpp"
#include "core/people/notice.hpp"
#include "tests/unit/intake/world.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;

namespace {

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

std::string answer(World& world, const std::string& who, const std::string& words)
{
    world.said();
    world.say(who, words);
    const auto texts = world.said_to(who);
    return texts.empty() ? std::string{} : texts.back();
}

} // namespace

TEST_CASE("the notice has a button for the anonymous way, which says how")
{
    World world;
    world.say("an", "Cống tắc ở khu 3");
    const auto said = world.said();
    REQUIRE(said.size() == 1);
    REQUIRE_FALSE(said[0].buttons.empty());
    CHECK(said[0].buttons.back().title == world.commune.say(Say::button_anonymous));
    world.press("an", said[0].buttons.back().data);
    CHECK(world.said_to("an") == Texts{world.commune.say(Say::rights_anonymous_how)});
    world.now += 2h;
    world.say("an", "Đèn hỏng ở khu 5");
    const auto later = world.said();
    for (const Button& button : later.front().buttons)
        CHECK(button.title != world.commune.say(Say::button_anonymous));
}

TEST_CASE("terms that changed are shown once, with the next answer")
{
    World world;
    world.say("an", "Cống tắc ở khu 3");
    world.said();
    world.commune.rules.privacy.terms_version = "2027-01";
    world.now += 2h;
    world.say("an", "Đèn hỏng ở khu 5");
    const auto changed = world.said_to("an");
    REQUIRE(changed.size() == 1);
    CHECK(has(changed[0], "bản 2027-01"));
    CHECK_FALSE(has(changed[0], notice(world.commune)));
    world.now += 2h;
    CHECK_FALSE(has(answer(world, "an", "xin chào"), "2027-01"));
    CHECK(has(answer(world, "binh", "xin chào"), notice(world.commune))); // who is new sees the notice alone
    CHECK_FALSE(has(answer(world, "binh", "xin chào"), "2027-01"));
    int shown = 0;
    for (const auto& entry : world.journal())
        shown += has(entry.facts, "terms=2027-01") ? 1 : 0;
    CHECK(shown == 2);
    CHECK(world.faults().empty());
}

TEST_CASE("where the network carries files the copy is one, drawn when it is sent and kept nowhere")
{
    World world;
    world.commune.channels.find("telegram")->second.traits.files = 10;
    world.commune.channels.find("telegram")->second.traits.file_caption = 1'024;
    world.say("an", "Cống tắc ở khu 3");
    world.send_all();
    world.said();
    world.say("an", "dữ liệu của tôi");
    const auto said = world.said();
    REQUIRE(said.size() == 1);
    REQUIRE(said[0].files.size() == 1);
    CHECK(said[0].files[0].name == "Du-lieu-cua-toi.pdf");
    CHECK(has(said[0].text, "xem dữ liệu của tôi"));
    CHECK_FALSE(has(said[0].text, "Cống"));
    const auto person = world.identity("an");
    CHECK(copied_person(said[0].files[0]) == person->id);
    const std::string whole = world.run([&](Context& context) { return whole_copy(context, *person); });
    CHECK(has(whole, "Cống tắc ở khu 3"));
    CHECK(has(answer(world, "an", "xem dữ liệu của tôi"), "Cống tắc ở khu 3"));
    CHECK(world.faults().empty());
}

TEST_CASE("only a copy's name is read as one")
{
    OutboxFile file;
    for (const char* name : {"", "copy:", "copy:x", "copy:0", "copy:-1", "copy:7x", "7", "0123456789abcdef"}) {
        file.sha256 = name;
        CHECK_FALSE(copied_person(file));
    }
    file.sha256 = "copy:7";
    CHECK(copied_person(file) == static_cast<IdentityId>(7));
}
