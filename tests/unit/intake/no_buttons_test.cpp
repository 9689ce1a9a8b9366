#include "core/text/utf8.hpp"
#include "tests/unit/intake/world.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;

namespace {

const std::string lamp = "Đèn đường trước nhà văn hóa khu 5 hỏng ba hôm nay";

// On a platform without buttons, which passes on no files.
struct BareWorld : World
{
    BareWorld()
    {
        auto& traits = commune.channels.at(channel).traits;
        traits.buttons = 0;
        traits.longest_text = 2000;
        traits.takes_files = false;
    }

    // What the person's message leads to.
    Texts answers(const std::string& who, const std::string& words)
    {
        send_all();
        said();
        say(who, words);
        return said_to(who);
    }
};

Unsupported unseen(World& world, const std::string& who)
{
    const Message shape = world.message(who, "");
    return {shape.id, shape.chat, shape.from};
}

} // namespace

TEST_CASE("where there are no buttons a numbered list stands in, and its numbers are presses")
{
    BareWorld world;
    world.say("lan", lamp);
    const auto receipt = world.said_to("lan");
    REQUIRE(receipt.size() == 1);
    CHECK(receipt[0].ends_with("\n1. Phản ánh của tôi\n2. Gửi ẩn danh"));
    for (const auto* number : {"1", " 1. ", "1)"}) {
        const auto answers = world.answers("lan", number);
        REQUIRE(answers.size() == 1);
        CHECK(answers[0].find("Các phản ánh gần đây") != std::string::npos);
    }
    CHECK(world.tickets().size() == 1);
}

TEST_CASE("a number that was not offered is a message like any other")
{
    BareWorld world;
    world.say("lan", lamp);
    world.answers("lan", "3");
    CHECK(world.messages(world.only_ticket()).size() == 2);
    world.answers("lan", "0");
    world.answers("lan", "12");
    CHECK(world.messages(world.only_ticket()).size() == 4);
    world.answers("ba", "1"); // nothing was offered to him
    CHECK(world.tickets().size() == 2);
}

TEST_CASE("a choice does not stand for ever")
{
    BareWorld world;
    world.say("lan", lamp);
    world.send_all();
    world.now += world.commune.rules.question_life + 1min;
    CHECK(world.answers("lan", "1").at(0).find("Các phản ánh gần đây") == std::string::npos);
}

TEST_CASE("an official settles a draft by number")
{
    BareWorld world;
    world.add_user("mai", {Role::front_officer});
    world.say("mai", "Bà Tư báo cống tắc ở khu 2");
    CHECK(world.tickets().empty());
    const auto asked = world.said_to("mai");
    REQUIRE(asked.size() == 1);
    CHECK(asked[0].ends_with("\n1. Ghi thay dân\n2. Phản ánh của tôi\n3. Bỏ qua"));
    const auto done = world.answers("mai", "1");
    REQUIRE(!done.empty());
    CHECK(done.back().starts_with("Đã ghi thành phản ánh " + world.code(world.only_ticket()) + "."));
}

TEST_CASE("the list is kept whole and the text gives way")
{
    BareWorld world;
    world.commune.channels.at(world.channel).traits.longest_text = 120;
    world.say("lan", lamp);
    const auto receipt = world.said_to("lan");
    REQUIRE(receipt.size() == 1);
    CHECK(text::utf16_length(receipt[0]) <= 120);
    CHECK(receipt[0].ends_with("\n1. Phản ánh của tôi\n2. Gửi ẩn danh"));
}

TEST_CASE("who sends what the platform does not pass on hears of other ways, once for several files")
{
    BareWorld world;
    CHECK(world.take(unseen(world, "lan")) == Intake::accepted);
    const auto told = world.said_to("lan");
    REQUIRE(told.size() == 1);
    CHECK(told[0].find("Zalo") != std::string::npos);
    CHECK(told[0].find("Telegram") == std::string::npos); // the very channel that does not carry it
    CHECK(world.tickets().empty());

    world.take(unseen(world, "lan"));
    CHECK(world.said_to("lan").empty());
    world.send_all();
    world.take(unseen(world, "lan"));
    CHECK(world.said_to("lan").empty());
    world.take(unseen(world, "ba"));
    CHECK(world.said_to("ba").size() == 1);
    world.now += 11min;
    world.take(unseen(world, "lan"));
    CHECK(world.said_to("lan").size() == 1);
}

TEST_CASE("a group hears nothing of what one member could not send")
{
    BareWorld world;
    Unsupported unsupported = unseen(world, "lan");
    unsupported.chat = {"group", ChatKind::group, {}, {}};
    CHECK(world.take(unsupported) == Intake::accepted);
    CHECK(world.said().empty());
}
