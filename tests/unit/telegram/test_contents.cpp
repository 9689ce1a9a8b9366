#include "tests/unit/telegram/bot.hpp"

#include <fmt/format.h>

using namespace langnghe;
using namespace langnghe::telegram;

TEST_CASE("the largest photo is taken whatever the order")
{
    const auto message = content_of<Message>(
        in_private(R"("photo":[{"file_id":"big","file_unique_id":"ub","width":1280,"height":960,"file_size":9},)"
                   R"({"file_id":"small","width":90,"height":68},{"file_id":"","width":9000,"height":9000}])"));
    REQUIRE(message.attachments.size() == 1);
    CHECK(message.attachments[0].source == "big");
    CHECK(message.attachments[0].unique_id == "ub");
    CHECK(message.attachments[0].bytes == 9);
}

TEST_CASE("an animation is one attachment, though Telegram sends it as a document too")
{
    const auto message = content_of<Message>(
        in_private(R"("animation":{"file_id":"x","mime_type":"video/mp4"},"document":{"file_id":"x"})"));
    REQUIRE(message.attachments.size() == 1);
    CHECK(message.attachments[0].kind == AttachmentKind::video);
}

TEST_CASE("every kind of file is an attachment")
{
    const auto [key, kind] = GENERATE(table<std::string, AttachmentKind>({
        {"voice", AttachmentKind::voice},
        {"audio", AttachmentKind::audio},
        {"video", AttachmentKind::video},
        {"video_note", AttachmentKind::video},
        {"document", AttachmentKind::document},
        {"sticker", AttachmentKind::sticker},
    }));
    CAPTURE(key);
    const auto message = content_of<Message>(in_private(fmt::format(R"("{}":{{"file_id":"f"}})", key)));
    REQUIRE(message.attachments.size() == 1);
    CHECK(message.attachments[0].kind == kind);
}

TEST_CASE("a venue gives its place and its words")
{
    const auto message = content_of<Message>(
        in_private(R"("location":{"latitude":10.5,"longitude":106.5},)"
                   R"("venue":{"location":{"latitude":10.5,"longitude":106.5},"title":"Chợ","address":"Lê Lợi"})"));
    CHECK(message.text == "Chợ, Lê Lợi");
    REQUIRE(message.position.has_value());
    CHECK(message.position->latitude == 10.5);
    CHECK_FALSE(message.live);
}

TEST_CASE("a place that is not on Earth is no content")
{
    CHECK(std::holds_alternative<Unknown>(event_of(in_private(R"("location":{"latitude":91,"longitude":0})")).content));
}

TEST_CASE("a live location is marked while it moves, and not when it ends")
{
    const std::string place = R"("location":{"latitude":1,"longitude":2)";
    const auto edited = [](std::string body) {
        return body.replace(body.find("\"message\""), 9, "\"edited_message\"");
    };
    const auto moving = in_private(place + R"(,"live_period":900})");
    CHECK(content_of<Message>(moving).live);
    CHECK(content_of<Message>(edited(moving)).live);
    const auto still = in_private(place + "}");
    CHECK_FALSE(content_of<Message>(still).live);
    const auto ended = content_of<Message>(edited(still));
    CHECK_FALSE(ended.live);
    CHECK(ended.edited);
    REQUIRE(ended.position.has_value());
}

TEST_CASE("a bot that may not speak is not in")
{
    const auto body = [](std::string_view more) {
        return fmt::format(R"({{"update_id":5,"my_chat_member":{{"chat":{{"id":-100,"type":"supergroup"}},)"
                           R"("from":{{"id":11}},"date":1795280000,"new_chat_member":{{"status":"restricted"{}}}}}}})",
                           more);
    };
    CHECK(content_of<GroupChange>(body("")).present);
    CHECK(content_of<GroupChange>(body(R"(,"is_member":true,"can_send_messages":true)")).present);
    CHECK_FALSE(content_of<GroupChange>(body(R"(,"is_member":true,"can_send_messages":false)")).present);
    CHECK_FALSE(content_of<GroupChange>(body(R"(,"is_member":false,"can_send_messages":true)")).present);
}

TEST_CASE("pastimes are ignored, what cannot be read is kept of a citizen and not of a group")
{
    for (const auto* pastime : {"dice", "game", "poll", "giveaway"}) {
        const auto member = fmt::format(R"("{}":{{"x":1}})", pastime);
        CHECK(std::holds_alternative<Ignored>(event_of(in_private(member)).content));
        CHECK(std::holds_alternative<Ignored>(event_of(in_group(member)).content));
    }
    for (const auto* strange : {"rich_message", "story", "paid_media", "checklist", "hologram"}) {
        const auto member = fmt::format(R"("{}":{{"x":1}})", strange);
        CHECK(std::holds_alternative<Unknown>(event_of(in_private(member)).content));
        CHECK(std::holds_alternative<Ignored>(event_of(in_group(member)).content));
    }
    CHECK(std::holds_alternative<Message>(event_of(in_private(R"("dice":{"value":1},"text":"x")")).content));
}

TEST_CASE("a command for another bot of the group is not ours")
{
    CHECK(std::holds_alternative<Ignored>(event_of(in_group(R"("text":"/trogiup@thoitiet_bot")")).content));
    CHECK(content_of<Message>(in_group(R"("text":"/trogiup@PhanAnh_P5_bot")")).addressed);
    CHECK(std::holds_alternative<Message>(event_of(in_group(R"("text":"/trogiup")")).content));
    CHECK(std::holds_alternative<Message>(event_of(in_private(R"("text":"/trogiup@thoitiet_bot")")).content));
}

TEST_CASE("the bot learns its own name from Telegram")
{
    TelegramOptions options;
    options.token = Secret{std::string{token}};
    options.webhook_secret = Secret{"s"};
    const TelegramPlatform platform{std::move(options)};
    const auto addressed = [&] {
        const auto events = platform.parse(in_group(R"("text":"@ls_bot xem giúp")"), now);
        return std::get<Message>(events.at(0).content).addressed;
    };
    CHECK_FALSE(addressed());
    PlatformAnswer answer;
    answer.stage = PlatformAnswer::Stage::answered;
    answer.status = 200;
    answer.body = R"({"ok":true,"result":{"id":7012345678,"username":"LS_bot"}})";
    CHECK(platform.read_probe(answer).empty());
    CHECK(addressed());
}

TEST_CASE("a press brings the title of its button and the words above it")
{
    const auto press = content_of<ButtonPress>(
        R"({"update_id":5,"callback_query":{"id":"77","from":{"id":11},"data":"v:2","message":{"message_id":8,)"
        R"("chat":{"id":11,"type":"private"},"text":"Hỏi?","reply_markup":{"inline_keyboard":[[{"text":"Một",)"
        R"("callback_data":"v:1"},7],"x",[{"text":"Hai","callback_data":"v:2"}]]}}}})");
    CHECK(press.title == "Hai");
    CHECK(press.shown == "Hỏi?");
}
