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

TEST_CASE("a ticket's code is dressed by an entity, counted in UTF-16 units")
{
    const auto body = body_of(item("😀 Đã nhận LS-26-0042. Gõ LS-26-0042 để xem."));
    CHECK(body["entities"] == nlohmann::json::parse(R"([{"type":"code","offset":11,"length":10},)"
                                                    R"({"type":"code","offset":26,"length":10}])"));
    CHECK_FALSE(body.contains("parse_mode"));
    for (const auto* other : {"LS-26-004", "LS-6-0042", "XLSABCD-26-0042", "ls-26-0042", "aLS-26-0042", "ĐLS-26-0042",
                              "LS-26-0042x", "LS-26-0042-7", "LS-26-", "LS-", "LS", "A-26-0042", "LS-26-0042ă"}) {
        CAPTURE(other);
        CHECK_FALSE(body_of(item(other)).contains("entities"));
    }
    std::string many;
    for (int i = 0; i < 60; ++i)
        many += "AB-26-0001 ";
    CHECK(body_of(item(many))["entities"].size() == 20);
}

TEST_CASE("a choice is shown under the message that asked, without its buttons")
{
    ButtonPress press;
    press.chat.id = "5512340987";
    press.message = "9001";
    press.shown = "Anh/chị muốn làm gì?";
    press.title = "Ghi thay dân";
    const auto call = bot().close_buttons(press);
    REQUIRE(call.has_value());
    CHECK(call->url.ends_with("/editMessageText"));
    CHECK(nlohmann::json::parse(call->body) == nlohmann::json{{"chat_id", 5512340987},
                                                              {"message_id", 9001},
                                                              {"text", "Anh/chị muốn làm gì?\n\n✓ Ghi thay dân"},
                                                              {"link_preview_options", {{"is_disabled", true}}}});
    press.shown.clear();
    CHECK_FALSE(bot().close_buttons(press).has_value());
}

TEST_CASE("a menu is asked for, compared and set by its scope")
{
    Menu menu;
    menu.entries = {{"trogiup", "Cách gửi phản ánh"}};
    CHECK(bot().ask_menu(menu).url.ends_with("/getMyCommands"));
    CHECK(nlohmann::json::parse(bot().set_menu(menu).body) ==
          nlohmann::json::parse(R"({"scope":{"type":"all_private_chats"},)"
                                R"("commands":[{"command":"trogiup","description":"Cách gửi phản ánh"}]})"));
    menu.scope = Menu::Scope::chat;
    menu.chat = "998877665";
    CHECK(nlohmann::json::parse(bot().ask_menu(menu).body) ==
          nlohmann::json::parse(R"({"scope":{"type":"chat","chat_id":998877665}})"));
    PlatformAnswer answer;
    answer.stage = PlatformAnswer::Stage::answered;
    answer.status = 200;
    answer.body = R"({"ok":true,"result":[{"command":"trogiup","description":"Cách gửi phản ánh"}]})";
    CHECK(bot().shows(answer, menu));
    menu.entries.push_back({"lienket", "Liên kết"});
    CHECK_FALSE(bot().shows(answer, menu));
    answer.body = "[]";
    CHECK_FALSE(bot().shows(answer, menu));
    menu.entries.clear();
    CHECK(bot().set_menu(menu).url.ends_with("/deleteMyCommands"));
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
    CHECK(refused.outcome.error.find("another program fetches with this token") != std::string::npos);
    CHECK(refused.updates.empty());
    CHECK_FALSE(refused.next_offset.has_value());
}
