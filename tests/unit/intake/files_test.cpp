#include "core/attachment/fetch.hpp"
#include "core/journal/record.hpp"
#include "tests/unit/intake/world.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;
using attachment::Fetched;
using Kind = Fetched::Kind;

namespace {

Fetched fetched(Kind kind, const std::string& mime = {}, std::optional<Position> position = std::nullopt)
{
    Fetched made;
    made.kind = kind;
    made.sha256 = std::string(64, 'a');
    made.mime = mime;
    made.bytes = 7;
    made.position = position;
    return made;
}

// One message with photos, whose files are known.
struct Scene
{
    void send(Message message, std::size_t photos)
    {
        for (std::size_t i = 0; i < photos; ++i) {
            Attachment photo;
            photo.source = "file" + std::to_string(i);
            message.attachments.push_back(photo);
        }
        world.take(message);
        world.run([&](Context& context) { context.tx.attachments().follow(world.now, 100); });
        world.said();
    }

    // What came of the next file.
    Texts take(const Fetched& what, const std::string& chat = "an")
    {
        world.run([&](Context& context) {
            const auto due = context.tx.attachments().due(world.now, 1);
            REQUIRE(due.size() == 1);
            attachment::take_in(context, due.front(), what, 0);
        });
        return world.said_to(chat);
    }

    World world;
};

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

} // namespace

TEST_CASE("a photo names the place of a ticket that has none")
{
    Scene scene;
    scene.send(scene.world.message("an", "Cầu thôn 2 hỏng"), 2);
    CHECK(scene.take(fetched(Kind::stored, "image/jpeg", Position{21.0285, 105.8542})).empty());
    CHECK(scene.world.only_ticket().place == "21.028500,105.854200");
    CHECK(scene.world.journal().back().action == "place");
    scene.take(fetched(Kind::stored, "image/jpeg", Position{21.5, 105.5}));
    CHECK(scene.world.only_ticket().place == "21.028500,105.854200");
    CHECK(scene.world.faults().empty());
}

TEST_CASE("a photo from another country names no place")
{
    Scene scene;
    scene.send(scene.world.message("an", "Cầu thôn 2 hỏng"), 1);
    scene.take(fetched(Kind::stored, "image/jpeg", Position{48.85, 2.35}));
    CHECK(scene.world.only_ticket().place.empty());
}

TEST_CASE("the sender hears of a file that did not come, once for one gesture")
{
    Scene scene;
    scene.send(scene.world.message("an", "Cầu thôn 2 hỏng"), 3);
    const auto told = scene.take(fetched(Kind::gone));
    REQUIRE(told.size() == 1);
    CHECK(has(told.front(), "LS-26-0001"));
    CHECK(has(told.front(), "ảnh"));
    CHECK(scene.take(fetched(Kind::too_large)).empty());
    scene.world.now += 2h;
    const auto later = scene.take(fetched(Kind::too_large));
    REQUIRE(later.size() == 1);
    CHECK(has(later.front(), "20 MB"));
    CHECK(later.front().size() < 600);
}

TEST_CASE("a file that is tried again tells nobody")
{
    Scene scene;
    scene.send(scene.world.message("an", "Cầu thôn 2 hỏng"), 1);
    CHECK(scene.take(fetched(Kind::temporary)).empty());
}

TEST_CASE("an image that others cannot see is kept, and asked for again")
{
    Scene scene;
    scene.send(scene.world.message("an", "Cầu thôn 2 hỏng"), 1);
    const auto told = scene.take(fetched(Kind::stored, "image/heic"));
    REQUIRE(told.size() == 1);
    CHECK(has(told.front(), "HEIC"));
    CHECK(has(told.front(), "JPG"));
}

TEST_CASE("in a group the group is told, as a reply")
{
    Scene scene;
    scene.world.add_group("-100", "hoi_phu_nu");
    scene.world.say("an", "Cầu thôn 2 hỏng");
    scene.world.said();
    scene.world.run([&](Context& context) {
        MessageRow row;
        row.ticket = context.tx.tickets().list({}).front().id;
        row.seq = journal::record(context, {.ticket = row.ticket, .actor = "citizen:1", .action = "message"});
        row.channel = scene.world.channel;
        row.chat = "-100";
        row.message = "77";
        row.at = context.now;
        Attachment photo;
        photo.source = "file";
        row.attachments = {photo};
        context.tx.messages().add(row);
        context.tx.attachments().follow(context.now, 100);
        attachment::take_in(context, context.tx.attachments().due(context.now, 1).at(0), fetched(Kind::gone), 0);
    });
    const auto said = scene.world.said();
    REQUIRE(said.size() == 1);
    CHECK(said.front().chat == "-100");
    CHECK(said.front().chat_kind == ChatKind::group);
    CHECK(said.front().reply_to == "77");
    CHECK(has(said.front().text, "bà con"));
    CHECK(!has(said.front().text, "anh/chị"));
}

TEST_CASE("what is too old to remember is not spoken of")
{
    Scene scene;
    const auto sent = scene.world.now;
    scene.world.now += std::chrono::days{8};
    auto message = scene.world.message("an", "Cầu thôn 2 hỏng");
    Attachment photo;
    photo.source = "file";
    message.attachments = {photo};
    scene.world.take(scene.world.event(message, sent));
    scene.world.run([&](Context& context) { context.tx.attachments().follow(scene.world.now, 100); });
    scene.world.said();
    CHECK(scene.take(fetched(Kind::gone)).empty());
}
