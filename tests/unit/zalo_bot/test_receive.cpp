#include "tests/unit/zalo_bot/bot.hpp"

#include <fmt/format.h>

using namespace langnghe;
using namespace langnghe::zalo_bot;
using Verdict = Reception::Verdict;

namespace {

constexpr std::string_view test_body =
    R"({"event_name":"webhook.test","message":{"date":1795280000,"message_id":"webhook-test","text":"hello"}})";

std::string message(std::string_view event, std::string_view members, std::string_view chat = "PRIVATE")
{
    return fmt::format(R"({{"event_name":"message.{}.received","message":{{"date":1795280000762,"chat":{{"id":"c1",)"
                       R"("chat_type":"{}"}},"message_id":"m1","from":{{"id":"p1","display_name":"Lan"}},{}}}}})",
                       event, chat, members);
}

} // namespace

TEST_CASE("only the whole secret opens the door")
{
    const auto body = message("text", R"("text":"xin chào")");
    CHECK(receive(body).verdict == Verdict::events);
    for (const auto& wrong : {std::string{}, std::string{"invented_secret-"}, std::string{"invented_secret-11"},
                              std::string{"Invented_secret-1"}, std::string(5000, 'x')}) {
        CAPTURE(wrong.size());
        CHECK(receive(body, wrong).verdict == Verdict::unauthorized);
        CHECK(receive("not json", wrong).verdict == Verdict::unauthorized);
    }
}

TEST_CASE("without a configured secret nothing but the platform's test is received")
{
    auto given = options();
    given.webhook_secret = Secret{};
    const ZaloBotPlatform platform{given};
    WebhookRequest request;
    request.header = [](std::string_view) { return std::string_view{}; };
    request.body = "{}";
    CHECK(platform.receive(request).verdict == Verdict::unconfigured);
    request.body = "";
    CHECK(platform.receive(request).verdict == Verdict::probe);
    CHECK(platform.missing() == "webhook_secret");
    given.polling = true;
    CHECK(ZaloBotPlatform{given}.missing().empty());
    given.token = Secret{"no-colon"};
    CHECK(ZaloBotPlatform{given}.missing() == "token of the form <digits>:<key>");
    given.token = Secret{};
    CHECK(ZaloBotPlatform{given}.missing() == "token");
}

TEST_CASE("the platform's tests of the address are answered and stored nowhere; a wrong secret shows in them")
{
    CHECK(receive("").verdict == Verdict::probe);
    CHECK(receive("", "wrong").verdict == Verdict::probe);
    CHECK(receive(" \r\n").verdict == Verdict::probe);
    CHECK(receive(test_body).verdict == Verdict::probe);
    CHECK(receive(test_body, "").verdict == Verdict::probe);
    CHECK(receive(fmt::format(R"({{"ok":true,"result":{}}})", test_body)).verdict == Verdict::probe);
    CHECK(receive(test_body, "wrong").verdict == Verdict::unauthorized);
    // What only looks like one is none.
    CHECK(receive(message("text", R"("text":"webhook.test")"), "").verdict == Verdict::unauthorized);
}

TEST_CASE("only what is no JSON object within bounds is malformed")
{
    CHECK(receive("[]").verdict == Verdict::malformed);
    CHECK(receive("x").verdict == Verdict::malformed);
    CHECK(receive(std::string_view{"{}\0", 3}).verdict == Verdict::malformed);
    CHECK(receive(std::string(40, '[')).verdict == Verdict::malformed);
    std::string many = R"({"a":[0)";
    for (std::size_t i = 0; i < json::max_nodes; ++i)
        many += ",0";
    CHECK(std::holds_alternative<Unknown>(event_of(many + "]}").content));
}

TEST_CASE("wrapped or flat, it is the same event with the same key, and the shape is told")
{
    const auto flat = message("text", R"("text":"xin chào")");
    const auto wrapped = fmt::format(R"({{"ok":true,"result":{}}})", flat);
    CHECK(event_of(flat).key == event_of(wrapped).key);
    CHECK(event_of(flat).key == "1459232241454765289/m1");
    CHECK(content_of<Message>(wrapped).text == "xin chào");
    CHECK(receive(flat).variant == "flat display_name");
    CHECK(receive(wrapped).variant == "wrapped display_name");
    const auto several = receive(fmt::format(R"({{"ok":true,"result":[{},{{"event_name":"x"}}]}})", flat));
    REQUIRE(several.events.size() == 2);
    CHECK(std::holds_alternative<Unknown>(several.events[1].content));
}

TEST_CASE("both names of a photo and of a person are read, and which came is told")
{
    const auto observed = message("image", R"("photo_url":"https://photo.zdn.vn/a.jpg","caption":"")");
    const auto documented = message("image", R"("photo":"https://photo.zdn.vn/a.jpg","caption":"Ổ gà")");
    for (const auto& body : {observed, documented}) {
        const auto photo = content_of<Message>(body);
        REQUIRE(photo.attachments.size() == 1);
        CHECK(photo.attachments[0].kind == AttachmentKind::photo);
        CHECK(photo.attachments[0].source == "https://photo.zdn.vn/a.jpg");
    }
    CHECK(content_of<Message>(documented).text == "Ổ gà");
    CHECK(receive(observed).variant == "flat photo_url display_name");
    CHECK(receive(documented).variant == "flat photo display_name");
    const std::string old = R"({"event_name":"message.text.received","message":{"message_id":"m","text":"a",)"
                            R"("chat":{"id":"p"},"from":{"id":"p","first_name":"Lan"}}})";
    CHECK(content_of<Message>(old).from.name == "Lan");
    CHECK(content_of<Message>(old).chat.kind == ChatKind::private_chat);
    CHECK(receive(old).variant == "flat first_name");
}

TEST_CASE("a time in seconds is understood as one, and an impossible time is the time of arrival")
{
    const auto at = [](std::string_view date) {
        return event_of(fmt::format(R"({{"event_name":"x","message":{{"message_id":"m","date":{}}}}})", date)).at;
    };
    CHECK(at("1795280000762") == from_millis(1'795'280'000'762));
    CHECK(at("1795280000") == from_millis(1'795'280'000'000));
    for (const auto* odd : {"0", "-1", "12", "99999999999999", "9223372036854775807", "\"x\"", "null"})
        CHECK(at(odd) == now);
}

TEST_CASE("in a group the bot's name goes, and the message is meant for it")
{
    const auto named = content_of<Message>(message("text", R"("text":"@Bot Phường 5 rác chưa ai thu gom")", "GROUP"));
    CHECK(named.chat.kind == ChatKind::group);
    CHECK(named.chat.id == "c1");
    CHECK(named.text == "rác chưa ai thu gom");
    CHECK(named.addressed);
    const auto bare = content_of<Message>(message("text", R"("text":"@Bot Phường 5")", "GROUP"));
    CHECK(bare.text.empty());
    CHECK(bare.addressed);
    CHECK_FALSE(content_of<Message>(message("text", R"("text":"@Bot Phường 5 ơi")")).addressed);
}

TEST_CASE("what the platform does not show is known as such, with whom it came from")
{
    const auto seen = content_of<Unsupported>(message("unsupported", R"("x":1)"));
    CHECK(seen.message == "m1");
    CHECK(seen.from.id == "p1");
    CHECK(seen.chat.id == "c1");
}

TEST_CASE("an unknown event is kept, not guessed at, and told apart by what it says")
{
    CHECK(std::holds_alternative<Unknown>(event_of(message("link", R"("text":"https://a.vn")")).content));
    CHECK(std::holds_alternative<Unknown>(event_of("{}").content));
    CHECK(event_of(R"({"a":1})").key != event_of(R"({"a":2})").key);
    CHECK(event_of(R"({"a":1})").key == event_of(R"({ "a" : 1 })").key);
}
