#include "tests/unit/telegram/bot.hpp"

#include <fmt/format.h>

using namespace langnghe;
using namespace langnghe::telegram;
using Verdict = Reception::Verdict;

TEST_CASE("only the whole secret opens the door")
{
    CHECK(receive("{}").verdict == Verdict::events);
    for (const auto& secret :
         {std::string{}, std::string{"invented_secret-"}, std::string{"invented_secret-11"},
          std::string{"Invented_secret-1"}, std::string{" invented_secret-1"}, std::string(5000, 'x')}) {
        CAPTURE(secret.size());
        CHECK(receive("{}", secret).verdict == Verdict::unauthorized);
        CHECK(receive("not json", secret).verdict == Verdict::unauthorized);
    }
}

TEST_CASE("without a configured secret nothing is received, not even with an empty one")
{
    TelegramOptions options;
    options.token = Secret{std::string{token}};
    const TelegramPlatform platform{std::move(options)};
    WebhookRequest request;
    request.body = "{}";
    request.header = [](std::string_view) { return std::string_view{}; };
    CHECK(platform.receive(request).verdict == Verdict::unconfigured);
    CHECK(platform.missing() == "webhook_secret");
}

TEST_CASE("what is missing is named")
{
    TelegramOptions options;
    CHECK(TelegramPlatform{options}.missing() == "token");
    options.token = Secret{"no-colon"};
    CHECK(TelegramPlatform{options}.missing() == "token of the form <bot id>:<key>");
    options.token = Secret{std::string{token}};
    options.polling = true;
    CHECK(TelegramPlatform{options}.missing().empty());
}

TEST_CASE("only what is no JSON object within bounds is malformed")
{
    CHECK(receive("").verdict == Verdict::malformed);
    CHECK(receive("[]").verdict == Verdict::malformed);
    CHECK(receive(std::string_view{"{}\0", 3}).verdict == Verdict::malformed);
    CHECK(receive(R"({"update_id":1,"update_id":2})").verdict == Verdict::malformed);
    CHECK(receive(std::string(40, '[')).verdict == Verdict::malformed);
}

TEST_CASE("an authentic object of too many values is kept, not refused")
{
    std::string body = R"({"a":[0)";
    for (std::size_t i = 0; i < json::max_nodes; ++i)
        body += ",0";
    body += "]}";
    CHECK(std::holds_alternative<Unknown>(event_of(body).content));
}

TEST_CASE("updates without a number are told apart by what they say")
{
    CHECK(event_of(R"({"a":1})").key != event_of(R"({"a":2})").key);
    CHECK(event_of(R"({"a":1})").key == event_of(R"({ "a" : 1 })").key);
}

TEST_CASE("an edit is timed by the edit")
{
    const auto body = R"({"update_id":5,"edited_message":{"message_id":9,"date":1795280000,"edit_date":1795280100,)"
                      R"("from":{"id":11},"chat":{"id":11,"type":"private"},"text":"x"}})";
    CHECK(event_of(body).at == from_millis(1'795'280'100'000));
}

TEST_CASE("a time that cannot be is replaced by the time of receipt")
{
    for (const auto* date : {"0", "-1", "99999999999", "\"1795280000\"", "1.5", "null"}) {
        CAPTURE(date);
        const auto body = fmt::format(R"({{"update_id":5,"message":{{"message_id":9,"date":{},"from":{{"id":11}},)"
                                      R"("chat":{{"id":11,"type":"private"}},"text":"x"}}}})",
                                      date);
        CHECK(event_of(body).at == now);
    }
}

TEST_CASE("text is composed and cleaned")
{
    CHECK(content_of<Message>(in_private(R"("text":" tie\u0302\u0301ng\u200b\r\nVie\u0323\u0302t ")")).text ==
          "tiếng\nViệt");
}

TEST_CASE("an anonymous administrator speaks as the chat")
{
    const auto message = content_of<Message>(
        in_group(R"("sender_chat":{"id":-100,"title":"T"},"author_signature":"Tổ trưởng","text":"x")"));
    CHECK(message.from.id == "-100");
    CHECK(message.from.name == "Tổ trưởng");
    CHECK(message.from.is_chat);
    CHECK_FALSE(message.from.is_bot);
}

TEST_CASE("the bot's own coming and going is a change of the group, others' is not")
{
    CHECK(content_of<GroupChange>(in_group(R"("new_chat_members":[{"id":1},{"id":7012345678}])")).present);
    CHECK_FALSE(content_of<GroupChange>(in_group(R"("left_chat_member":{"id":7012345678})")).present);
    CHECK(std::holds_alternative<Ignored>(event_of(in_group(R"("new_chat_members":[{"id":1}])")).content));
    CHECK(std::holds_alternative<Ignored>(event_of(in_group(R"("left_chat_member":{"id":1})")).content));
    CHECK(content_of<GroupChange>(in_group(R"("group_chat_created":true)")).present);
    CHECK(std::holds_alternative<Ignored>(event_of(in_group(R"("pinned_message":{"message_id":1,"date":0})")).content));
}

TEST_CASE("a thread counts only in a topic")
{
    CHECK(content_of<Message>(in_group(R"("message_thread_id":3,"text":"x")")).chat.thread.empty());
    CHECK(content_of<Message>(in_group(R"("message_thread_id":3,"is_topic_message":true,"text":"x")")).chat.thread ==
          "3");
}

TEST_CASE("a reply from another chat says where the original stands")
{
    const auto message = content_of<Message>(in_private(
        R"("external_reply":{"origin":{"type":"user","sender_user":{"id":44,"first_name":"B"},"date":1795270000},)"
        R"("chat":{"id":-200,"type":"supergroup"},"message_id":66},"quote":{"text":"nguyên văn"},"text":"/ghi")"));
    CHECK(message.reply_to.empty());
    CHECK(message.reply_text == "nguyên văn");
    REQUIRE(message.reply_origin.has_value());
    CHECK(message.reply_origin->author_id == "44");
    CHECK(message.reply_origin->chat == "-200");
    CHECK(message.reply_origin->message == "66");
    CHECK(message.reply_origin->at == from_millis(1'795'270'000'000));
}

TEST_CASE("a forward of an unknown kind falls back to the older members")
{
    const auto message = content_of<Message>(in_private(
        R"("forward_origin":{"type":"mirror"},"forward_sender_name":"Cô Tư","forward_date":1795270000,"text":"x")"));
    REQUIRE(message.forwarded.has_value());
    CHECK(message.forwarded->author_name == "Cô Tư");
    CHECK(message.forwarded->at == from_millis(1'795'270'000'000));
    CHECK_FALSE(content_of<Message>(in_private(R"("text":"x")")).forwarded.has_value());
}

TEST_CASE("the bot's name in a group is noticed as a whole word in any case")
{
    CHECK(content_of<Message>(in_group(R"("text":"@PhanAnh_P5_Bot xem giúp")")).addressed);
    CHECK(content_of<Message>(in_group(R"("text":"nhờ @phananh_p5_bot")")).addressed);
    CHECK_FALSE(content_of<Message>(in_group(R"("text":"@phananh_p5_bot2 x")")).addressed);
    CHECK_FALSE(content_of<Message>(in_group(R"("text":"phananh_p5_bot x")")).addressed);
    CHECK_FALSE(content_of<Message>(in_private(R"("text":"@phananh_p5_bot x")")).addressed);
}

TEST_CASE("a button under an inaccessible message is pressed all the same")
{
    const auto press =
        content_of<ButtonPress>(R"({"update_id":5,"callback_query":{"id":"77","from":{"id":11},"data":"v:1",)"
                                R"("message":{"chat":{"id":-100,"type":"supergroup"},"message_id":8,"date":0}}})");
    CHECK(press.chat.id == "-100");
    CHECK(press.message == "8");
    CHECK(press.data == "v:1");
}

TEST_CASE("standing in a private chat is being reachable")
{
    const auto body = [](std::string_view status) {
        return fmt::format(
            R"({{"update_id":5,"my_chat_member":{{"chat":{{"id":11,"type":"private"}},"from":{{"id":11}},)"
            R"("date":1795280000,"new_chat_member":{{"status":"{}"}}}}}})",
            status);
    };
    CHECK(content_of<Contact>(body("member")).reachable);
    CHECK_FALSE(content_of<Contact>(body("kicked")).reachable);
    CHECK(std::holds_alternative<Unknown>(event_of(body("hovering")).content));
}

TEST_CASE("channels are left alone and ids at the edge of 64 bits are exact or absent")
{
    CHECK(std::holds_alternative<Ignored>(event_of(R"({"update_id":5,"channel_post":{"message_id":1}})").content));
    const auto with_id = [](std::string_view id) {
        return fmt::format(R"({{"update_id":5,"message":{{"message_id":{0},"from":{{"id":{0}}},)"
                           R"("chat":{{"id":{0},"type":"private"}},"text":"x"}}}})",
                           id);
    };
    for (const auto* id : {"9007199254740991", "9007199254740993", "9223372036854775807"}) {
        const auto message = content_of<Message>(with_id(id));
        CHECK(message.id == id);
        CHECK(message.chat.id == id);
        CHECK(message.from.id == id);
    }
    for (const auto* id : {"9223372036854775808", "18446744073709551616", "1e3", "1.0", "true"})
        CHECK(std::holds_alternative<Unknown>(event_of(with_id(id)).content));
}
