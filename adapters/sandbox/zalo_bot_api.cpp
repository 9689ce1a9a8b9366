#include "adapters/sandbox/zalo_bot_api.hpp"

#include "adapters/sandbox/telegram_parameters.hpp"
#include "adapters/sandbox/wire.hpp"
#include "core/text/utf8.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace langnghe::sandbox {

namespace asio = boost::asio;
using Json = nlohmann::ordered_json;

namespace {

constexpr std::size_t longest_text = 2000;
constexpr std::size_t shortest_secret = 8;
constexpr std::size_t longest_secret = 256;
constexpr std::int64_t longest_poll = 50; // seconds
constexpr int fetches_of_a_photo = 2;     // clients fetch an address more than once

std::string refused(int code, std::string_view description)
{
    return write_json({{"ok", false}, {"error_code", code}, {"description", description}});
}

std::string good(Json result) { return write_json({{"ok", true}, {"result", std::move(result)}}); }

std::string outcome_of(unsigned status)
{
    if (status >= 200 && status < 300)
        return "webhook.ok";
    if (status == 0)
        return "webhook.err.unreachable";
    if (status == 403 || status == 404)
        return fmt::format("webhook.http.{}", status);
    return status >= 500 ? "webhook.http.5xx" : "webhook.http.other";
}

} // namespace

bool ZaloBotApi::serves(std::string_view path) const
{
    return path.starts_with(fmt::format("/bot{}/", side_.token.reveal()));
}

asio::awaitable<net::Response> ZaloBotApi::handle(const net::Request& request)
{
    ++calls_;
    std::map<std::string, FormFile> files; // it takes none
    const Json parameters = telegram_parameters(request, files);
    if (!parameters.is_object())
        co_return net::json(200, refused(400, "Bad request"));
    const auto body = co_await call(request.path.substr(request.path.rfind('/') + 1), parameters);
    co_return net::json(200, body);
}

asio::awaitable<std::string> ZaloBotApi::call(std::string method, const Json& parameters)
{
    if (method == "getMe")
        co_return get_me();
    if (method == "setWebhook")
        co_return co_await set_webhook(parameters);
    if (method == "deleteWebhook") {
        feed_.set_webhook({}, Secret());
        co_return good(true);
    }
    if (method == "getWebhookInfo")
        co_return webhook_info();
    if (method == "getUpdates")
        co_return co_await get_updates(parameters);
    if (method == "sendMessage")
        co_return send_message(parameters);
    if (method == "sendPhoto")
        co_return co_await send_photo(parameters);
    if (method == "sendChatAction")
        co_return good(true);
    co_return refused(400, "Bad request: unknown method");
}

std::string ZaloBotApi::get_me() const
{
    const auto token = side_.token.reveal();
    return good({{"id", token.substr(0, token.find(':'))},
                 {"account_name", "bot.pocket"},
                 {"account_type", "BASIC"},
                 {"can_join_groups", true}});
}

// The address is saved also when the test of it fails, as the platform does. Loopback is let pass here.
asio::awaitable<std::string> ZaloBotApi::set_webhook(const Json& parameters)
{
    const auto url = text_of(parameters, "url");
    const auto secret = text_of(parameters, "secret_token");
    if (url.empty() || secret.size() < shortest_secret || secret.size() > longest_secret)
        co_return refused(400, "Bad request: url and secret_token of 8 to 256 characters are required");
    feed_.set_webhook(url, Secret(secret));
    Json test{{"event_name", "webhook.test"}};
    test["message"] = {{"date", to_millis(tools_.world.now()) / 1000},
                       {"message_id", "webhook-test"},
                       {"text", "Zalo Bot Platform webhook test - please respond with HTTP 200"}};
    const auto status = co_await feed_.try_webhook(write_json(test));
    const auto outcome = outcome_of(status);
    Json verification{{"ok", outcome == "webhook.ok"}, {"url", url}, {"outcome", outcome}};
    verification["hint"] = outcome == "webhook.ok" ? "Your endpoint responded successfully."
                                                   : "Your endpoint did not respond with HTTP 200.";
    Json result{{"url", url}, {"updated_at", to_millis(tools_.world.now())}};
    result["verification"] = std::move(verification);
    co_return good(std::move(result));
}

std::string ZaloBotApi::webhook_info() const
{
    if (feed_.url().empty())
        return refused(404, "Not found");
    return good({{"url", feed_.url()}, {"updated_at", to_millis(tools_.world.now())}});
}

asio::awaitable<std::string> ZaloBotApi::get_updates(const Json& parameters)
{
    if (!feed_.url().empty())
        co_return refused(400, "Bad request: getUpdates is not available while a webhook is set");
    const auto seconds = std::clamp<std::int64_t>(number_of(parameters, "timeout").value_or(30), 0, longest_poll);
    const std::chrono::seconds patience{seconds};
    const auto event = co_await feed_.poll(patience);
    if (event.empty())
        co_return refused(408, "Request timeout");
    co_return fmt::format(R"({{"ok":true,"result":{},"error_code":0}})", event);
}

std::string ZaloBotApi::refuse(const Json& parameters) const
{
    const Chat* chat = tools_.world.chat(text_of(parameters, "chat_id"));
    const Person* person = chat != nullptr && !chat->group ? tools_.world.person(chat->id) : nullptr;
    const bool reachable = chat != nullptr && chat->network == Network::zalo_bot && chat->bot_inside &&
                           (chat->group || (person != nullptr && person->acquainted && !person->blocked));
    if (!reachable)
        return refused(410, "The chat_id is invaild");
    return sent_ >= side_.monthly_messages ? refused(429, "Quota exceeded") : std::string();
}

std::string ZaloBotApi::say(const Json& parameters, std::string text, std::string photo)
{
    Message message;
    message.chat = text_of(parameters, "chat_id");
    message.text = std::move(text);
    message.photo = std::move(photo);
    message.tick = Tick::delivered;
    ++sent_;
    const Message& said = tools_.world.say(std::move(message));
    return good({{"message_id", said.id}, {"date", to_millis(said.at)}});
}

std::string ZaloBotApi::send_message(const Json& parameters)
{
    const auto text = text_of(parameters, "text");
    if (text.empty() || text::utf16_length(text) > longest_text)
        return refused(400, "Bad request: text must have 1 to 2000 characters");
    if (parameters.contains("parse_mode") || parameters.contains("text_styles"))
        tools_.complain("zalo bot sendMessage: styled text is not understood here");
    const auto refusal = refuse(parameters);
    return refusal.empty() ? say(parameters, text, {}) : refusal;
}

// The picture is fetched as the apps of readers do it: more than once, and nothing but a picture is shown.
asio::awaitable<std::string> ZaloBotApi::send_photo(const Json& parameters)
{
    const auto caption = text_of(parameters, "caption");
    const auto refusal = refuse(parameters);
    if (!refusal.empty())
        co_return refusal;
    if (text::utf16_length(caption) > longest_text)
        co_return refused(400, "Bad request: caption is too long");
    File file;
    for (int i = 0; i < fetches_of_a_photo; ++i) {
        net::ClientRequest request;
        request.url = text_of(parameters, "photo");
        request.timeout = side_.patience;
        const auto reply = co_await tools_.client.send(std::move(request));
        file.type = std::string(reply.header("Content-Type"));
        file.bytes = reply.body;
        if (reply.stage != net::Stage::answered || reply.status != 200 || !file.type.starts_with("image/"))
            co_return refused(400, "Bad request: photo cannot be fetched");
    }
    const auto key = tools_.world.keep(std::move(file));
    co_return key ? say(parameters, caption, *key) : refused(400, "Bad request: photo is too large");
}

bool ZaloBotApi::is_addressed(const Message& message)
{
    if (message.text.find("@" + side_.name) != std::string::npos)
        return true;
    const Message* answered = tools_.world.message(message.chat, message.reply_to);
    return answered != nullptr && answered->author.empty();
}

// As captured: flat, photo_url, display_name, milliseconds. A place is one of the things that it does not show.
void ZaloBotApi::said(const Message& message)
{
    const Chat& chat = *tools_.world.chat(message.chat);
    const Person& person = *tools_.world.person(message.author);
    if (chat.group && (!chat.bot_inside || !is_addressed(message)))
        return;
    Json shape{{"date", to_millis(message.at)}};
    shape["chat"] = {{"chat_type", chat.group ? "GROUP" : "PRIVATE"}, {"id", chat.id}};
    shape["message_id"] = message.id;
    shape["from"] = {{"id", person.id}, {"is_bot", false}, {"display_name", person.name}};
    std::string_view event = "message.text.received";
    if (!message.photo.empty()) {
        event = "message.image.received";
        shape["message_type"] = "CHAT_PHOTO";
        shape["caption"] = message.text;
        shape["photo_url"] = base_url_ + "/files/" + message.photo;
    } else if (message.place) {
        event = "message.unsupported.received";
    } else {
        shape["text"] = message.text;
    }
    feed_.push({write_json({{"event_name", event}, {"message", std::move(shape)}}), message.chat, message.id});
}

} // namespace langnghe::sandbox
