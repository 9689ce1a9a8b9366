#include "tests/sandbox/lab.hpp"

#include <nlohmann/json.hpp>

using namespace langnghe;
using namespace langnghe::test;
using sandbox::Network;

namespace {

struct BotLab : Lab
{
    BotLab()
    {
        options.zalo_bot.emplace();
        options.zalo_bot->name = "Bot Xã";
    }

    asio::awaitable<Reply> call(std::string method, json parameters)
    {
        net::ClientRequest request;
        request.method = "POST";
        request.url = pocket->base_url() + "/bot" + std::string(options.zalo_bot->token.reveal()) + "/" + method;
        request.headers.push_back({"Content-Type", "application/json"});
        request.body = parameters.dump();
        co_return co_await send(std::move(request));
    }

    // The answer inside HTTP 200.
    asio::awaitable<json> ask(std::string method, json parameters)
    {
        const auto reply = co_await call(std::move(method), std::move(parameters));
        CHECK(reply.status == 200);
        co_return reply.body();
    }

    asio::awaitable<bool> delivered(std::uint64_t count)
    {
        auto enough = [this, count] { return pocket->deliveries(Network::zalo_bot).delivered >= count; };
        std::function<bool()> predicate = enough;
        co_return co_await pocket->wait_for(std::move(predicate), patience);
    }
};

json text_to(const std::string& chat, const std::string& text) { return {{"chat_id", chat}, {"text", text}}; }

json hook_of(const Lab& lab) { return {{"url", lab.receiver.url()}, {"secret_token", "pocket-secret"}}; }

} // namespace

TEST_CASE("Zalo Bot answers and refuses inside HTTP 200")
{
    BotLab lab;
    lab.options.zalo_bot->monthly_messages = 1;
    auto body = [&]() -> asio::awaitable<void> {
        const auto lan = lab.person(Network::zalo_bot);
        const json nothing = json::object();
        const json me = co_await lab.ask("getMe", nothing);
        CHECK(me.at("result").at("id") == "1459232241454765289");
        const json none = co_await lab.ask("getWebhookInfo", nothing);
        CHECK(none.at("error_code") == 404);
        const json unknown = co_await lab.ask("getme", nothing); // names are case-sensitive
        CHECK(unknown.at("error_code") == 400);
        json message = text_to(lan, "Kính chào");
        const json sent = co_await lab.ask("sendMessage", message);
        CHECK(sent.at("result").at("message_id").get<std::string>().size() == 20);
        CHECK(lab.pocket->messages(lan).back().text == "Kính chào");
        const json over = co_await lab.ask("sendMessage", message);
        CHECK(over.at("error_code") == 429);
        CHECK(over.at("description") == "Quota exceeded");
        message = text_to("0000", "a");
        const json nobody = co_await lab.ask("sendMessage", message);
        CHECK(nobody.at("error_code") == 410);
        message = text_to(lan, std::string(2001, 'a'));
        const json too_long = co_await lab.ask("sendMessage", message);
        CHECK(too_long.at("error_code") == 400);
    };
    lab.run(body);
}

TEST_CASE("setting the address tries it, tells what came of it, and keeps it either way")
{
    BotLab lab;
    auto body = [&]() -> asio::awaitable<void> {
        json hook = hook_of(lab);
        const json good = co_await lab.ask("setWebhook", hook);
        CHECK(good.at("result").at("verification").at("outcome") == "webhook.ok");
        CHECK(lab.receiver.body(0).at("event_name") == "webhook.test");
        lab.receiver.answers.push_back({403, "", "", std::chrono::milliseconds{0}});
        const json refused = co_await lab.ask("setWebhook", hook);
        CHECK(refused.at("result").at("verification").at("outcome") == "webhook.http.403");
        CHECK_FALSE(refused.at("result").at("verification").at("ok").get<bool>());
        hook["secret_token"] = "short";
        const json wrong = co_await lab.ask("setWebhook", hook);
        CHECK(wrong.at("error_code") == 400);
        json poll{{"timeout", "1"}};
        const json conflict = co_await lab.ask("getUpdates", poll);
        CHECK_FALSE(conflict.at("ok").get<bool>());
    };
    lab.run(body);
}

TEST_CASE("what people say comes to the webhook as captured, and again when it is refused")
{
    BotLab lab;
    auto body = [&]() -> asio::awaitable<void> {
        const auto lan = lab.person(Network::zalo_bot);
        const json hook = hook_of(lab);
        co_await lab.ask("setWebhook", hook);
        lab.receiver.answers.push_back({503, "", "", std::chrono::milliseconds{0}});
        REQUIRE(lab.pocket->person_says(lan, lan, "Đèn hỏng").has_value());
        const bool came = co_await lab.delivered(1);
        REQUIRE(came);
        REQUIRE(lab.receiver.requests.size() == 3); // the test, the refused one, and the same again
        CHECK(lab.receiver.requests[2].header("X-Bot-Api-Secret-Token") == "pocket-secret");
        CHECK(lab.receiver.requests[1].body == lab.receiver.requests[2].body);
        const json event = lab.receiver.body(2);
        CHECK(event.at("event_name") == "message.text.received");
        CHECK(event.at("message").at("chat").at("chat_type") == "PRIVATE");
        CHECK(event.at("message").at("from").at("display_name") == "Nguyễn Thị Lan");
        REQUIRE(lab.pocket->person_sends_location(lan, lan, {20.9, 105.5}).has_value());
        const bool place = co_await lab.delivered(2);
        REQUIRE(place);
        CHECK(lab.receiver.body(3).at("event_name") == "message.unsupported.received");
        CHECK_FALSE(lab.receiver.body(3).at("message").contains("text"));
    };
    lab.run(body);
}

TEST_CASE("in a group only what names the bot or answers it is heard")
{
    BotLab lab;
    auto body = [&]() -> asio::awaitable<void> {
        const auto lan = lab.person(Network::zalo_bot);
        const auto group = lab.group(Network::zalo_bot, {lan});
        const json hook = hook_of(lab);
        co_await lab.ask("setWebhook", hook);
        REQUIRE(lab.pocket->person_says(group, lan, "chuyện riêng").has_value());
        REQUIRE(lab.pocket->person_says(group, lan, "@Bot Xã rác ở tổ 5").has_value());
        const bool named = co_await lab.delivered(1);
        REQUIRE(named);
        CHECK(lab.receiver.body(1).at("message").at("text") == "@Bot Xã rác ở tổ 5");
        const json answer = text_to(group, "Kính chào bà con");
        const json sent = co_await lab.ask("sendMessage", answer);
        const std::string ours = sent.at("result").at("message_id");
        REQUIRE(lab.pocket->person_says(group, lan, "cảm ơn", ours).has_value());
        const bool replied = co_await lab.delivered(2);
        REQUIRE(replied);
        CHECK(lab.receiver.body(2).at("message").at("text") == "cảm ơn");
    };
    lab.run(body);
}

TEST_CASE("a poll gives one event and forgets it; an empty one is refused with 408")
{
    BotLab lab;
    auto body = [&]() -> asio::awaitable<void> {
        const auto lan = lab.person(Network::zalo_bot);
        REQUIRE(lab.pocket->person_says(lan, lan, "một").has_value());
        REQUIRE(lab.pocket->person_says(lan, lan, "hai").has_value());
        const json poll{{"timeout", "0"}};
        const json first = co_await lab.ask("getUpdates", poll);
        CHECK(first.at("result").at("message").at("text") == "một");
        const json second = co_await lab.ask("getUpdates", poll);
        CHECK(second.at("result").at("message").at("text") == "hai");
        const json none = co_await lab.ask("getUpdates", poll);
        CHECK(none.at("error_code") == 408);
    };
    lab.run(body);
}

TEST_CASE("a photo is fetched twice from its address, and only a picture is shown")
{
    BotLab lab;
    auto body = [&]() -> asio::awaitable<void> {
        const auto lan = lab.person(Network::zalo_bot);
        REQUIRE(lab.pocket->person_sends_photo(lan, lan, {"\x89PNG", "image/png", "ảnh"}).has_value());
        const auto address = lab.pocket->base_url() + "/files/" + lab.pocket->messages(lan).back().photo;
        json photo{{"chat_id", lan}, {"photo", address}, {"caption", "Kết quả"}};
        const json sent = co_await lab.ask("sendPhoto", photo);
        CHECK(sent.at("ok").get<bool>());
        CHECK(lab.pocket->messages(lan).back().text == "Kết quả");
        CHECK_FALSE(lab.pocket->messages(lan).back().photo.empty());
        photo["photo"] = lab.receiver.url(); // answers without a picture
        const json no = co_await lab.ask("sendPhoto", photo);
        CHECK(no.at("error_code") == 400);
        CHECK(lab.receiver.requests.size() == 1);
    };
    lab.run(body);
}
