#include "core/text/utf8.hpp"
#include "tests/unit/telegram/bot.hpp"

#include <nlohmann/json.hpp>

using namespace langnghe;
using namespace langnghe::telegram;

namespace {

OutboxItem item(std::string text)
{
    OutboxItem item;
    item.chat = "5512340987";
    item.text = std::move(text);
    return item;
}

nlohmann::json body_of(const OutboxItem& item) { return nlohmann::json::parse(bot().send(item).body); }

} // namespace

TEST_CASE("a text goes out plain, to the chat as a number")
{
    const auto call = bot().send(item("Đã nhận <b>*x*</b>"));
    CHECK(call.method == "POST");
    CHECK(call.url == "https://api.telegram.org/bot7012345678:invented-key/sendMessage");
    CHECK(nlohmann::json::parse(call.body) == nlohmann::json{{"chat_id", 5512340987},
                                                             {"text", "Đã nhận <b>*x*</b>"},
                                                             {"link_preview_options", {{"is_disabled", true}}}});
}

TEST_CASE("a chat that is no number goes out as text, never as another number")
{
    auto out = item("x");
    for (const auto* chat : {"@kenh", "007", "9223372036854775808", "1e3", "+5", ""}) {
        out.chat = chat;
        CHECK(body_of(out)["chat_id"] == chat);
    }
    out.chat = "-1002471352452";
    CHECK(body_of(out)["chat_id"] == -1002471352452);
}

TEST_CASE("topic and reply go along, and a lost original does not hold the message up")
{
    auto out = item("x");
    out.thread = "12";
    out.reply_to = "2207";
    const auto body = body_of(out);
    CHECK(body["message_thread_id"] == 12);
    CHECK(body["reply_parameters"] == nlohmann::json{{"message_id", 2207}, {"allow_sending_without_reply", true}});
    out.reply_to = "not a number";
    CHECK_FALSE(body_of(out).contains("reply_parameters"));
}

TEST_CASE("short buttons stand side by side, long ones below each other")
{
    auto out = item("x");
    for (const auto* score : {"1", "2", "3", "4", "5"})
        out.buttons.push_back({score, std::string{"s:"} + score, ""});
    out.buttons.push_back({"Xem phiếu phản ánh của tôi", "", "https://example.vn/x"});
    const auto rows = body_of(out)["reply_markup"]["inline_keyboard"];
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].size() == 5);
    CHECK(rows[0][4] == nlohmann::json{{"text", "5"}, {"callback_data", "s:5"}});
    CHECK(rows[1][0]["url"] == "https://example.vn/x");
}

TEST_CASE("a button that Telegram would refuse is left out, the message is not")
{
    auto out = item("x");
    out.buttons = {{"A", std::string(65, 'd'), ""}, {"", "d", ""}, {"B", "", ""}, {"C", "", "javascript:x"}};
    CHECK_FALSE(body_of(out).contains("reply_markup"));
    out.buttons = {{"A", std::string(64, 'd'), ""}};
    CHECK(body_of(out)["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == std::string(64, 'd'));
    out.buttons.assign(20, {"tên", "d", ""});
    std::size_t shown = 0;
    const auto rows = body_of(out)["reply_markup"]["inline_keyboard"];
    for (const auto& row : rows)
        shown += row.size();
    CHECK(shown == bot().traits().buttons);
}

TEST_CASE("what is too long is cut between characters")
{
    std::string text;
    for (int i = 0; i < 3000; ++i)
        text += "😀";
    const auto sent = body_of(item(text))["text"].get<std::string>();
    CHECK(text::utf16_length(sent) <= 4096);
    CHECK(text::utf16_length(sent) > 4000);
    CHECK(text::valid_utf8(sent));
}

TEST_CASE("text that is not UTF-8 is repaired, not thrown")
{
    CHECK(text::valid_utf8(bot().send(item("Ph\xC6")).body));
}

TEST_CASE("a press is answered by its id, with a short notice if any")
{
    ButtonPress press;
    press.id = "23675324509871234567";
    const auto call = bot().answer_press(press, std::string(300, 'x'));
    CHECK(call.url.ends_with("/answerCallbackQuery"));
    const auto body = nlohmann::json::parse(call.body);
    CHECK(body["callback_query_id"] == "23675324509871234567");
    CHECK(text::utf16_length(body["text"].get<std::string>()) == 200);
    CHECK_FALSE(nlohmann::json::parse(bot().answer_press(press, "").body).contains("text"));
}

TEST_CASE("polling asks from an offset and tells the next one")
{
    const auto body = nlohmann::json::parse(bot().poll(42, std::chrono::seconds{90}).body);
    CHECK(body["offset"] == 42);
    CHECK(body["timeout"] == 50);

    PlatformAnswer answer;
    answer.stage = PlatformAnswer::Stage::answered;
    answer.status = 200;
    answer.body = R"({"ok":true,"result":[{"update_id":43,"a":1},{"update_id":42}]})";
    const auto polled = bot().read_poll(answer);
    CHECK(polled.outcome.kind == Outcome::Kind::accepted);
    CHECK(polled.next_offset == 44);
    REQUIRE(polled.updates.size() == 2);
    CHECK(bot().parse(polled.updates[0], now).at(0).key == "7012345678/43//");

    answer.status = 409;
    answer.body = R"({"ok":false,"error_code":409,"description":"Conflict: terminated by other getUpdates request"})";
    const auto refused = bot().read_poll(answer);
    CHECK(refused.outcome.kind == Outcome::Kind::channel_paused);
    CHECK(refused.updates.empty());
    CHECK_FALSE(refused.next_offset.has_value());
}
