#include "tests/sandbox/lab.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

using namespace langnghe;
using namespace langnghe::test;
using sandbox::Network;

namespace {

struct Row
{
    std::string method;
    json parameters;
    unsigned status = 200;
    std::string description; // of a refusal
};

json button(const std::string& text, const std::string& data)
{
    return {{"inline_keyboard", json::array({json::array({{{"text", text}, {"callback_data", data}}})})}};
}

std::string times(std::size_t count, const std::string& unit)
{
    std::string out;
    for (std::size_t i = 0; i < count; ++i)
        out += unit;
    return out;
}

} // namespace

TEST_CASE("the Bot API refuses what the official server refuses, with its words")
{
    Lab lab;
    auto body = [&]() -> asio::awaitable<void> {
        const auto lan = lab.person(Network::telegram);
        sandbox::NewPerson stranger;
        stranger.name = "Người lạ";
        stranger.network = Network::telegram;
        stranger.acquainted = false;
        const auto unknown = lab.pocket->add_person(stranger).value();
        const auto blocking = lab.person(Network::telegram, "Trần Văn Ba");
        REQUIRE(lab.pocket->set_blocked(blocking, true).has_value());
        const auto group = lab.group(Network::telegram, {lan});
        const auto lost = lab.group(Network::telegram, {lan});
        REQUIRE(lab.pocket->set_bot_inside(lost, false).has_value());
        const auto zalo = lab.person(Network::zalo);

        const std::vector<Row> rows{
            {"sendMessage", {{"chat_id", lan}, {"text", "Kính chào bà con"}}, 200, ""},
            {"SENDMESSAGE", {{"chat_id", std::stoll(lan)}, {"text", "chào"}}, 200, ""},
            {"sendMessage", {{"chat_id", group}, {"text", times(4096, "ă")}}, 200, ""},
            {"sendMessage", {{"chat_id", lan}, {"text", times(4097, "ă")}}, 400, "Bad Request: message is too long"},
            {"sendMessage", {{"chat_id", lan}, {"text", times(2049, "😀")}}, 400, "Bad Request: message is too long"},
            {"sendMessage", {{"chat_id", lan}, {"text", times(32769, "a")}}, 400, "Bad Request: text is too long"},
            {"sendMessage", {{"chat_id", lan}, {"text", " \n"}}, 400, "Bad Request: message text is empty"},
            {"sendMessage", {{"chat_id", lan}}, 400, "Bad Request: message text is empty"},
            {"sendMessage", {{"text", "a"}}, 400, "Bad Request: chat_id is empty"},
            {"sendMessage", {{"chat_id", 42}, {"text", "a"}}, 400, "Bad Request: chat not found"},
            {"sendMessage", {{"chat_id", zalo}, {"text", "a"}}, 400, "Bad Request: chat not found"},
            {"sendMessage",
             {{"chat_id", unknown}, {"text", "a"}},
             403,
             "Forbidden: bot can't initiate conversation with a user"},
            {"sendMessage", {{"chat_id", blocking}, {"text", "a"}}, 403, "Forbidden: bot was blocked by the user"},
            {"sendMessage",
             {{"chat_id", lost}, {"text", "a"}},
             403,
             "Forbidden: bot was kicked from the supergroup chat"},
            {"sendMessage",
             {{"chat_id", lan}, {"text", "a"}, {"reply_markup", button("Xem", times(64, "x"))}},
             200,
             ""},
            {"sendMessage",
             {{"chat_id", lan}, {"text", "a"}, {"reply_markup", button("Xem", times(65, "x"))}},
             400,
             "Bad Request: BUTTON_DATA_INVALID"},
            {"sendMessage",
             {{"chat_id", lan}, {"text", "a"}, {"reply_markup", button("Xem", times(22, "ẩ"))}},
             400,
             "Bad Request: BUTTON_DATA_INVALID"},
            {"sendMessage",
             {{"chat_id", lan}, {"text", "a"}, {"reply_markup", button("Xem", "")}},
             400,
             "Bad Request: BUTTON_DATA_INVALID"},
            {"sendMessage",
             {{"chat_id", lan}, {"text", "a"}, {"reply_parameters", {{"message_id", 999}}}},
             400,
             "Bad Request: message to be replied not found"},
            {"sendMessage",
             {{"chat_id", lan},
              {"text", "a"},
              {"reply_parameters", {{"message_id", 999}, {"allow_sending_without_reply", true}}}},
             200,
             ""},
            {"sendMessage", {{"chat_id", lan}, {"text", "a"}, {"reply_parameters", {{"message_id", 1}}}}, 200, ""},
            {"sendMessage",
             {{"chat_id", lan}, {"text", "a"}, {"parse_mode", "HTML"}},
             400,
             "Bad Request: unsupported parse_mode"},
            {"editMessageText",
             {{"chat_id", lan}, {"message_id", 1}, {"text", "Kính chào bà con"}},
             400,
             "Bad Request: message is not modified: specified new message content and reply markup are exactly the "
             "same as a current content and reply markup of the message"},
            {"editMessageText", {{"chat_id", lan}, {"message_id", 1}, {"text", "Chào bà con"}}, 200, ""},
            {"editMessageText",
             {{"chat_id", lan}, {"message_id", 1}, {"text", "Chào bà con"}},
             400,
             "Bad Request: message is not modified: specified new message content and reply markup are exactly the "
             "same as a current content and reply markup of the message"},
            {"editMessageText",
             {{"chat_id", lan}, {"message_id", 777}, {"text", "a"}},
             400,
             "Bad Request: message to edit not found"},
            {"answerCallbackQuery",
             {{"callback_query_id", "1"}},
             400,
             "Bad Request: query is too old and response timeout expired or query ID is invalid"},
            {"setWebhook", {{"url", "ftp://example"}}, 400, "Bad Request: bad webhook: invalid webhook URL specified"},
            {"setWebhook",
             {{"url", "https://example"}, {"secret_token", "có dấu"}},
             400,
             "Bad Request: secret token contains unallowed characters"},
            {"setWebhook",
             {{"url", "https://example"}, {"secret_token", times(257, "a")}},
             400,
             "Bad Request: secret token is too long"},
            {"setMyCommands", {{"commands", json::array()}}, 200, ""},
            {"deleteMyCommands", json::object(), 200, ""},
            {"sendChatAction", {{"chat_id", lan}, {"action", "typing"}}, 200, ""},
            {"sendPigeon", json::object(), 404, "Not Found: method not found"},
        };
        for (const auto& row : rows) {
            const auto reply = co_await lab.telegram(row.method, row.parameters);
            INFO(row.method << " " << row.description << " " << reply.raw.substr(0, 200));
            CHECK(reply.status == row.status);
            CHECK(reply.body()["ok"] == (row.status == 200));
            if (row.status != 200) {
                CHECK(reply.body()["error_code"] == row.status);
                CHECK(reply.body()["description"] == row.description);
            }
        }
        CHECK(lab.pocket->complaints().empty());
        CHECK(lab.pocket->api_calls(Network::telegram) == rows.size());
    };
    lab.run(body);
}

TEST_CASE("sendMessage answers with the message and shows it to the person")
{
    Lab lab;
    auto body = [&]() -> asio::awaitable<void> {
        const auto lan = lab.person(Network::telegram);
        json parameters{{"chat_id", lan}, {"text", "Đã tiếp nhận phiếu LS-26-0001"}};
        parameters["reply_markup"] = button("Xem phiếu", "v:1");
        const auto reply = co_await lab.telegram("sendMessage", parameters);
        REQUIRE(reply.status == 200);
        const json result = reply.body()["result"];
        CHECK(result["message_id"] == 1);
        CHECK(result["from"]["is_bot"] == true);
        CHECK(result["from"]["id"] == 7012345678);
        CHECK(result["chat"] == json({{"id", std::stoll(lan)}, {"first_name", "Nguyễn Thị Lan"}, {"type", "private"}}));
        CHECK(result["date"] == 1795230000);
        CHECK(result["text"] == "Đã tiếp nhận phiếu LS-26-0001");
        CHECK(result["reply_markup"] == button("Xem phiếu", "v:1"));
        const auto shown = lab.pocket->messages(lan);
        REQUIRE(shown.size() == 1);
        CHECK(shown[0].author.empty());
        CHECK(shown[0].rows.at(0).at(0).payload == "v:1");
    };
    lab.run(body);
}

TEST_CASE("parameters may come as form or query, tokens are checked, strange ones are noted")
{
    Lab lab;
    auto body = [&]() -> asio::awaitable<void> {
        const auto lan = lab.person(Network::telegram);
        const std::string base = lab.pocket->base_url();
        net::ClientRequest form;
        form.method = "POST";
        form.url = base + "/bot7012345678:pocket/sendMessage";
        form.headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
        form.body = "chat_id=" + lan + "&text=Xin+ch%C3%A0o&reply_markup=%7B%22inline_keyboard%22%3A%5B%5D%7D";
        const auto by_form = co_await lab.send(form);
        CHECK(by_form.body()["result"]["text"] == "Xin chào");
        const auto by_query = co_await lab.get("/bot7012345678:pocket/sendMessage?text=a&chat_id=" + lan);
        CHECK(by_query.body()["ok"] == true);

        const auto wrong = co_await lab.get("/bot7012345678:wrong/getMe");
        CHECK(wrong.status == 401);
        CHECK(wrong.body() == json({{"ok", false}, {"error_code", 401}, {"description", "Unauthorized"}}));
        const auto shapeless = co_await lab.get("/botwrong/getMe");
        CHECK(shapeless.status == 404);
        form.body = "chat_id=%";
        const auto broken = co_await lab.send(form);
        CHECK(broken.status == 400);

        json removed{{"chat_id", lan}, {"text", "a"}, {"reply_to_message_id", 1}};
        const auto lenient = co_await lab.telegram("sendMessage", removed);
        CHECK(lenient.status == 200);
        CHECK(lab.pocket->complaints() ==
              std::vector<std::string>{"telegram sendMessage: unknown parameter reply_to_message_id"});

        const auto me = co_await lab.telegram("getMe", json::object());
        CHECK(me.body()["result"]["username"] == "pocket_bot");
        CHECK(me.body()["result"]["can_read_all_group_messages"] == false);
    };
    lab.run(body);
}

TEST_CASE("with limits a chat takes one message a second, a group 20 a minute")
{
    Lab lab;
    lab.options.telegram->limits = true;
    auto body = [&]() -> asio::awaitable<void> {
        const auto lan = lab.person(Network::telegram);
        const auto group = lab.group(Network::telegram, {lan});
        const json to_lan{{"chat_id", lan}, {"text", "a"}};
        const json to_group{{"chat_id", group}, {"text", "a"}};
        auto reply = co_await lab.telegram("sendMessage", to_lan);
        CHECK(reply.status == 200);
        lab.now += std::chrono::milliseconds{400};
        reply = co_await lab.telegram("sendMessage", to_lan);
        CHECK(reply.status == 429);
        CHECK(reply.body()["description"] == "Too Many Requests: retry after 1");
        CHECK(reply.body()["parameters"]["retry_after"] == 1);
        lab.now += std::chrono::milliseconds{600};
        reply = co_await lab.telegram("sendMessage", to_lan);
        CHECK(reply.status == 200);
        for (int i = 0; i < 20; ++i) {
            lab.now += std::chrono::seconds{1};
            reply = co_await lab.telegram("sendMessage", to_group);
            CHECK(reply.status == 200);
        }
        lab.now += std::chrono::seconds{1};
        reply = co_await lab.telegram("sendMessage", to_group);
        CHECK(reply.status == 429);
        CHECK(reply.body()["parameters"]["retry_after"] == 40);
    };
    lab.run(body);
}
