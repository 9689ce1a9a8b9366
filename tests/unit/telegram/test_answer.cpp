#include "core/text/utf8.hpp"
#include "tests/unit/telegram/bot.hpp"

#include <fmt/format.h>

using namespace langnghe;
using namespace langnghe::telegram;
using Kind = Outcome::Kind;
using Adjustment = Outcome::Adjustment;
using Stage = PlatformAnswer::Stage;

namespace {

PlatformAnswer answered(unsigned status, std::string body)
{
    PlatformAnswer answer;
    answer.stage = Stage::answered;
    answer.status = status;
    answer.body = std::move(body);
    return answer;
}

PlatformAnswer refused(unsigned status, std::string_view description)
{
    return answered(status, fmt::format(R"({{"ok":false,"error_code":{},"description":"{}"}})", status, description));
}

OutboxItem full_item()
{
    OutboxItem item;
    item.chat = "-100";
    item.thread = "12";
    item.reply_to = "7";
    item.buttons = {{"A", "a", ""}};
    return item;
}

} // namespace

TEST_CASE("what was not sent may be sent again, what was written may have arrived")
{
    PlatformAnswer answer;
    answer.error = "connection refused";
    CHECK(bot().read(answer, {}).kind == Kind::temporary);
    CHECK(bot().read(answer, {}).error == "connection refused");
    answer.stage = Stage::written;
    CHECK(bot().read(answer, {}).kind == Kind::ambiguous);
}

TEST_CASE("an answer that is not Telegram's is judged by its status")
{
    const auto [status, kind] = GENERATE(table<unsigned, Kind>({
        {200, Kind::ambiguous},
        {204, Kind::ambiguous},
        {302, Kind::temporary},
        {403, Kind::temporary},
        {413, Kind::permanent},
        {429, Kind::retry_at},
        {500, Kind::temporary},
        {502, Kind::temporary},
        {504, Kind::temporary},
    }));
    CAPTURE(status);
    for (const auto* body : {"", "<html>oops</html>", "[]", "{}", R"({"ok":"yes"})", R"({"error":1})"}) {
        CAPTURE(body);
        CHECK(bot().read(answered(status, body), full_item()).kind == kind);
    }
}

TEST_CASE("a refusal says what to change")
{
    const auto [words, adjustment] = GENERATE(table<std::string, Adjustment>({
        {"Bad Request: message thread not found", Adjustment::drop_thread},
        {"Bad Request: TOPIC_CLOSED", Adjustment::drop_thread},
        {"Bad Request: message to be replied not found", Adjustment::drop_reply},
        {"Bad Request: BUTTON_DATA_INVALID", Adjustment::drop_buttons},
        {"Bad Request: BUTTON_URL_INVALID", Adjustment::drop_buttons},
    }));
    CAPTURE(words);
    const auto outcome = bot().read(refused(400, words), full_item());
    CHECK(outcome.kind == Kind::adjust);
    CHECK(outcome.adjustment == adjustment);
    // Nothing left to change: trying again would go on for ever.
    OutboxItem bare;
    bare.chat = "-100";
    CHECK(bot().read(refused(400, words), bare).kind == Kind::permanent);
}

TEST_CASE("a group that moved to itself is gone, not followed for ever")
{
    const auto body = R"({"ok":false,"error_code":400,"description":"Bad Request: group chat was upgraded to a )"
                      R"(supergroup chat","parameters":{"migrate_to_chat_id":-100}})";
    auto item = full_item();
    CHECK(bot().read(answered(400, body), item).kind == Kind::chat_gone);
    item.chat = "-5";
    const auto outcome = bot().read(answered(400, body), item);
    CHECK(outcome.adjustment == Adjustment::new_chat);
    CHECK(outcome.new_chat == "-100");
}

TEST_CASE("refusals of a chat, of a message and of the channel are told apart")
{
    const auto [status, words, kind] = GENERATE(table<unsigned, std::string, Kind>({
        {403, "Forbidden: user is deactivated", Kind::chat_gone},
        {403, "Forbidden: bot is not a member of the supergroup chat", Kind::chat_gone},
        {400, "Bad Request: PEER_ID_INVALID", Kind::chat_gone},
        {400, "Bad Request: group is deactivated", Kind::chat_gone},
        {400, "Bad Request: not enough rights to send text messages to the chat", Kind::chat_gone},
        {400, "Bad Request: CHAT_WRITE_FORBIDDEN", Kind::chat_gone},
        {400, "Bad Request: CHAT_SEND_PLAIN_FORBIDDEN", Kind::chat_gone},
        {400, "Bad Request: INPUT_USER_DEACTIVATED", Kind::chat_gone},
        {400, "Bad Request: need administrator rights in the channel chat", Kind::chat_gone},
        {400, "Bad Request: query is too old and response timeout expired or query ID is invalid", Kind::accepted},
        {400, "Bad Request: message to edit not found", Kind::permanent},
        {403, "Forbidden: the group chat was deleted", Kind::chat_gone},
        {409, "Conflict: terminated by setWebhook request", Kind::channel_paused},
        {413, "Request Entity Too Large", Kind::permanent},
        {400, "Bad Request: can't parse entities", Kind::permanent},
        {400, "Bad Request: message is too long", Kind::permanent},
        {404, "Not Found", Kind::channel_paused},
        {500, "Internal Server Error", Kind::temporary},
    }));
    CAPTURE(words);
    CHECK(bot().read(refused(status, words), full_item()).kind == kind);
}

TEST_CASE("a pause is what Telegram says, within bounds")
{
    const auto pause = [](std::string_view value, std::string header) {
        auto answer = answered(429, fmt::format(R"({{"ok":false,"error_code":429,"description":"x",)"
                                                R"("parameters":{{"retry_after":{}}}}})",
                                                value));
        answer.retry_after = std::move(header);
        return bot().read(answer, {}).retry_after;
    };
    CHECK(pause("17", "") == Duration{std::chrono::seconds{17}});
    CHECK(pause("17", "40") == Duration{std::chrono::seconds{17}});
    CHECK(pause("null", "40") == Duration{std::chrono::seconds{40}});
    CHECK(pause("0", "") == Duration{std::chrono::seconds{1}});
    CHECK(pause("3600", "") == Duration{std::chrono::hours{1}});
    CHECK(pause("999999999", "") == Duration{std::chrono::hours{24}});
    CHECK(pause("null", "99999999999999999999") == Duration{std::chrono::hours{24}});
    CHECK(pause("-5", "Wed, 21 Oct 2026") == Duration{std::chrono::seconds{1}});
    CHECK(pause("\"x\"", "soon") == Duration{std::chrono::seconds{30}});
    auto down = answered(503, "");
    CHECK_FALSE(bot().read(down, {}).retry_after.has_value());
    down.retry_after = "120";
    CHECK(bot().read(down, {}).retry_after == Duration{std::chrono::seconds{120}});
    down.retry_after = "Sat, 21 Nov 2026 22:28:00 GMT";
    down.at = now;
    CHECK(bot().read(down, {}).retry_after == Duration{std::chrono::seconds{80}});
}

TEST_CASE("the words of an error are short, on one line and without the token")
{
    const auto outcome =
        bot().read(refused(400, fmt::format("a\\r\\nb\\r{0} {0} {1}", token, std::string(500, 'x'))), {});
    CHECK(outcome.error.find(token) == std::string::npos);
    CHECK(outcome.error.find('\n') == std::string::npos);
    CHECK(outcome.error.starts_with("a b *** *** x"));
    CHECK(text::utf16_length(outcome.error) <= 200);
    const auto hidden = std::string{token}.insert(3, "\u200B");
    CHECK(bot().read(refused(400, hidden), {}).error == "***");
    PlatformAnswer failed;
    failed.error = fmt::format("cannot reach https://api.telegram.org/bot{}/sendMessage", token);
    CHECK(bot().read(failed, {}).error.find(token) == std::string::npos);
}

TEST_CASE("the probe asks who we are")
{
    CHECK(bot().probe().url.ends_with("/getMe"));
    CHECK(bot().read_probe(answered(200, R"({"ok":true,"result":{"id":7012345678,"is_bot":true}})")).empty());
    CHECK_FALSE(bot().read_probe(answered(200, R"({"ok":true,"result":{"id":1}})")).empty());
    CHECK(bot().read_probe(refused(401, "Unauthorized")) == "Unauthorized");
    CHECK_FALSE(bot().read_probe({}).empty());
}

TEST_CASE("an album has the id of its first picture, and those of the others")
{
    const auto outcome = bot().read(
        answered(200, R"({"ok":true,"result":[{"message_id":5},{"message_id":6},{},{"message_id":7}]})"), {});
    CHECK(outcome.kind == Outcome::Kind::accepted);
    CHECK(outcome.message == "5");
    CHECK(outcome.others == std::vector<std::string>{"6", "7"});
}
