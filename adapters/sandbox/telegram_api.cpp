#include "adapters/sandbox/telegram_api.hpp"

#include "adapters/sandbox/telegram_parameters.hpp"
#include "adapters/sandbox/telegram_shapes.hpp"
#include "adapters/sandbox/wire.hpp"
#include "core/hash/hash.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace langnghe::sandbox {

namespace asio = boost::asio;

namespace {

// Parameters of the longer calls, each between spaces.
constexpr std::string_view set_webhook_takes =
    " url certificate ip_address max_connections allowed_updates drop_pending_updates secret_token ";
constexpr std::string_view send_message_takes =
    " business_connection_id chat_id message_thread_id text parse_mode entities link_preview_options "
    "disable_notification protect_content message_effect_id reply_parameters reply_markup ";
constexpr std::string_view send_photo_takes =
    " business_connection_id chat_id message_thread_id photo caption parse_mode caption_entities "
    "show_caption_above_media has_spoiler disable_notification protect_content message_effect_id "
    "reply_parameters reply_markup ";
constexpr std::string_view send_document_takes =
    " business_connection_id chat_id message_thread_id document thumbnail caption parse_mode caption_entities "
    "disable_content_type_detection disable_notification protect_content message_effect_id reply_parameters "
    "reply_markup ";
constexpr std::string_view send_album_takes =
    " business_connection_id chat_id message_thread_id media disable_notification protect_content "
    "message_effect_id reply_parameters ";
constexpr std::string_view edit_text_takes =
    " business_connection_id chat_id message_id inline_message_id text parse_mode entities "
    "link_preview_options reply_markup ";
constexpr std::string_view edit_markup_takes =
    " business_connection_id chat_id message_id inline_message_id reply_markup ";

std::string lower(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return static_cast<char>(tolower(c)); });
    return out;
}

} // namespace

TelegramApi::TelegramApi(Tools& tools, const TelegramSide& side, TelegramFeed& feed)
    : tools_(tools), side_(side), feed_(feed)
{
    feed_.on_reply([this](std::string_view body) { run_reply(body); });
}

const std::map<std::string, TelegramApi::Entry, std::less<>>& TelegramApi::methods()
{
    using Api = TelegramApi;
    static const std::map<std::string, Entry, std::less<>> table{
        {"getme", {"getMe", &Api::get_me, " "}},
        {"setwebhook", {"setWebhook", &Api::set_webhook, set_webhook_takes}},
        {"deletewebhook", {"deleteWebhook", &Api::delete_webhook, " drop_pending_updates "}},
        {"getwebhookinfo", {"getWebhookInfo", &Api::webhook_info, " "}},
        {"sendmessage", {"sendMessage", &Api::send_message, send_message_takes}},
        {"sendphoto", {"sendPhoto", &Api::send_photo, send_photo_takes}},
        {"senddocument", {"sendDocument", &Api::send_document, send_document_takes}},
        {"sendmediagroup", {"sendMediaGroup", &Api::send_album, send_album_takes}},
        {"editmessagetext", {"editMessageText", &Api::edit_text, edit_text_takes}},
        {"answercallbackquery",
         {"answerCallbackQuery", &Api::answer_callback, " callback_query_id text show_alert url cache_time "}},
        {"editmessagereplymarkup", {"editMessageReplyMarkup", &Api::edit_markup, edit_markup_takes}},
        {"setmycommands", {"setMyCommands", &Api::set_commands, " commands scope language_code "}},
        {"getmycommands", {"getMyCommands", &Api::get_commands, " scope language_code "}},
        {"deletemycommands", {"deleteMyCommands", &Api::delete_commands, " scope language_code "}},
        {"sendchataction",
         {"sendChatAction", &Api::chat_action, " business_connection_id chat_id message_thread_id action "}},
        {"getfile", {"getFile", &Api::get_file, " file_id "}},
    };
    return table;
}

net::Response TelegramApi::respond(const Answer& answer)
{
    if (answer.code == 200) {
        auto body = fmt::format(R"({{"ok":true,"result":{})", answer.result);
        if (!answer.description.empty())
            body += fmt::format(R"(,"description":"{}")", answer.description);
        return net::json(200, body + "}");
    }
    Json body{{"ok", false}, {"error_code", answer.code}, {"description", answer.description}};
    if (answer.retry_after > 0)
        body["parameters"] = {{"retry_after", answer.retry_after}};
    if (!answer.migrated_to.empty())
        body["parameters"] = {{"migrate_to_chat_id", std::stoll(answer.migrated_to)}};
    auto response = net::json(answer.code, write_json(body));
    if (answer.retry_after > 0)
        response.headers.push_back({"Retry-After", std::to_string(answer.retry_after)});
    return response;
}

TelegramApi::Answer TelegramApi::good(const Json& result)
{
    Answer answer;
    answer.result = write_json(result);
    return answer;
}

TelegramApi::Answer TelegramApi::bad(std::string description)
{
    Answer answer;
    answer.code = 400;
    answer.description = "Bad Request: " + std::move(description);
    return answer;
}

// The last segment of "/bot<token>/<method>"; `refused` is 401 or 404 when it is not for this bot.
std::string_view TelegramApi::method_of(std::string_view path, unsigned& refused) const
{
    path.remove_prefix(std::string_view("/bot").size());
    const auto slash = path.find('/');
    const auto token = path.substr(0, slash);
    const auto colon = token.find(':');
    const bool token_like = colon != std::string_view::npos && colon > 0 &&
                            std::all_of(token.begin(), token.begin() + static_cast<std::ptrdiff_t>(colon),
                                        [](unsigned char c) { return isdigit(c) != 0; });
    if (slash == std::string_view::npos || !token_like)
        refused = 404;
    else if (!hash::equal(token, side_.token.reveal()))
        refused = 401;
    return slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
}

asio::awaitable<net::Response> TelegramApi::handle(const net::Request& request)
{
    ++calls_;
    if (request.path.starts_with("/file/"))
        co_return file(request.path);
    Answer refusal;
    unsigned refused = 0;
    const std::string name = lower(method_of(request.path, refused));
    if (refused != 0) {
        refusal.code = refused;
        refusal.description = refused == 401 ? "Unauthorized" : "Not Found";
        co_return respond(refusal);
    }
    const Json parameters = telegram_parameters(request, files_);
    if (!parameters.is_object())
        co_return respond(bad("can't parse request"));
    if (name == "getupdates")
        co_return co_await get_updates(parameters);
    co_return respond(call(name, parameters));
}

TelegramApi::Answer TelegramApi::call(std::string_view name, const Json& parameters)
{
    const auto found = methods().find(name);
    if (found == methods().end()) {
        Answer answer;
        answer.code = 404;
        answer.description = "Not Found: method not found";
        return answer;
    }
    for (const auto& [parameter, value] : parameters.items())
        if (found->second.parameters.find(" " + parameter + " ") == std::string_view::npos)
            tools_.complain(fmt::format("telegram {}: unknown parameter {}", found->second.name, parameter));
    return (this->*found->second.method)(parameters);
}

// A webhook's answer with a "method" in it is a call, whose result nobody hears.
void TelegramApi::run_reply(std::string_view body)
{
    Json call_body = read_json(body);
    const std::string name = lower(text_of(call_body, "method"));
    if (name.empty() || name.starts_with("get") || name.ends_with("webhook"))
        return;
    call_body.erase("method");
    call(name, call_body);
}

asio::awaitable<net::Response> TelegramApi::get_updates(const Json& parameters)
{
    Poll poll;
    poll.offset = number_of(parameters, "offset").value_or(0);
    poll.limit =
        static_cast<std::size_t>(std::clamp<std::int64_t>(number_of(parameters, "limit").value_or(100), 1, 100));
    poll.timeout = std::chrono::seconds{std::clamp<std::int64_t>(number_of(parameters, "timeout").value_or(0), 0, 50)};
    const auto got = co_await feed_.poll(poll);
    Answer answer;
    answer.code = 409;
    switch (got.kind) {
    case PollAnswer::Kind::updates:
        answer.code = 200;
        answer.result = fmt::format("[{}]", fmt::join(got.updates, ","));
        break;
    case PollAnswer::Kind::webhook_active:
        answer.description = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to "
                             "delete the webhook first";
        break;
    case PollAnswer::Kind::webhook_set:
        answer.description = "Conflict: terminated by setWebhook request";
        break;
    case PollAnswer::Kind::pushed_out:
        answer.description = "Conflict: terminated by other getUpdates request; make sure that only one bot instance "
                             "is running";
        co_await pause(tools_.executor, side_.second_poll);
        break;
    }
    co_return respond(answer);
}

net::Response TelegramApi::file(std::string_view path) const
{
    const auto expected = fmt::format("/file/bot{}/photos/", side_.token.reveal());
    const File* file = nullptr;
    if (path.size() > expected.size() && hash::equal(path.substr(0, expected.size()), expected))
        file = tools_.world.file(path.substr(expected.size()));
    if (!file)
        return net::json(404, R"({"ok":false,"error_code":404,"description":"Not Found"})");
    net::Response response;
    response.headers.push_back({"Content-Type", "application/octet-stream"});
    response.body = file->bytes;
    return response;
}

} // namespace langnghe::sandbox
