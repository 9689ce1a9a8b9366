#include "adapters/sandbox/telegram_api.hpp"
#include "adapters/sandbox/telegram_parameters.hpp"
#include "adapters/sandbox/telegram_shapes.hpp"
#include "adapters/sandbox/wire.hpp"
#include "core/text/utf8.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace langnghe::sandbox {

namespace {

constexpr std::size_t longest_notice = 200;

bool good_secret(std::string_view text)
{
    return text.size() <= 256 && std::all_of(text.begin(), text.end(),
                                             [](unsigned char c) { return isalnum(c) != 0 || c == '_' || c == '-'; });
}

} // namespace

TelegramApi::Answer TelegramApi::get_me(const Json&)
{
    Json me = telegram_bot(side_);
    me["can_join_groups"] = true;
    me["can_read_all_group_messages"] = !side_.privacy;
    me["supports_inline_queries"] = false;
    return good(me);
}

TelegramApi::Answer TelegramApi::set_webhook(const Json& parameters)
{
    Webhook webhook;
    webhook.url = text_of(parameters, "url");
    webhook.secret = text_of(parameters, "secret_token");
    if (webhook.url.empty())
        return delete_webhook(parameters);
    if (!webhook.url.starts_with("https://") && !webhook.url.starts_with("http://"))
        return bad("bad webhook: invalid webhook URL specified");
    if (webhook.secret.size() > 256)
        return bad("secret token is too long");
    if (!good_secret(webhook.secret))
        return bad("secret token contains unallowed characters");
    webhook.allowed = feed_.webhook().allowed;
    if (const Json kinds = nested(parameters, "allowed_updates"); kinds.is_array()) {
        webhook.allowed.clear();
        for (const auto& kind : kinds)
            if (kind.is_string())
                webhook.allowed.push_back(kind.get<std::string>());
    }
    if (flag_of(parameters, "drop_pending_updates"))
        feed_.drop_pending();
    const bool same = feed_.webhook().url == webhook.url && feed_.webhook().secret == webhook.secret;
    feed_.set_webhook(std::move(webhook));
    Answer answer = good(true);
    answer.description = same ? "Webhook is already set" : "Webhook was set";
    return answer;
}

TelegramApi::Answer TelegramApi::delete_webhook(const Json& parameters)
{
    if (flag_of(parameters, "drop_pending_updates"))
        feed_.drop_pending();
    const bool none = feed_.webhook().url.empty();
    feed_.set_webhook(Webhook{});
    Answer answer = good(true);
    answer.description = none ? "Webhook is already deleted" : "Webhook was deleted";
    return answer;
}

TelegramApi::Answer TelegramApi::webhook_info(const Json&)
{
    const auto& webhook = feed_.webhook();
    Json info{{"url", webhook.url},
              {"has_custom_certificate", false},
              {"pending_update_count", feed_.state().pending},
              {"max_connections", webhook.connections}};
    if (!webhook.url.empty())
        info["ip_address"] = "127.0.0.1";
    if (!feed_.last_error.empty()) {
        info["last_error_date"] = feed_.last_error_at;
        info["last_error_message"] = feed_.last_error;
    }
    if (!webhook.allowed.empty())
        info["allowed_updates"] = webhook.allowed;
    return good(info);
}

Chat* TelegramApi::open_chat(const Json& parameters, Answer& refusal)
{
    const std::string id = id_of(parameters, "chat_id");
    if (id.empty()) {
        refusal = bad("chat_id is empty");
        return nullptr;
    }
    Chat* chat = tools_.world.chat(id);
    if (!chat || chat->network != Network::telegram) {
        refusal = bad("chat not found");
        return nullptr;
    }
    if (!chat->migrated_to.empty()) {
        refusal = bad("group chat was upgraded to a supergroup chat");
        refusal.migrated_to = chat->migrated_to;
        return nullptr;
    }
    const Person* person = chat->group ? nullptr : tools_.world.person(id);
    if (chat->group && !chat->bot_inside)
        refusal.description = "Forbidden: bot was kicked from the supergroup chat";
    else if (person && person->blocked)
        refusal.description = "Forbidden: bot was blocked by the user";
    else if (person && !person->acquainted)
        refusal.description = "Forbidden: bot can't initiate conversation with a user";
    else
        return chat;
    refusal.code = 403;
    return nullptr;
}

bool TelegramApi::paced(const Chat& chat, Answer& refusal)
{
    if (!side_.limits)
        return true;
    const auto now = tools_.world.now();
    auto& times = sent_[chat.id];
    while (!times.empty() && times.front() + std::chrono::minutes{1} <= now)
        times.pop_front();
    const bool too_soon = !times.empty() && times.back() + std::chrono::seconds{1} > now;
    const bool too_many = chat.group && times.size() >= 20;
    if (!too_soon && !too_many) {
        times.push_back(now);
        return true;
    }
    const auto until = too_many ? times.front() + std::chrono::minutes{1} : times.back() + std::chrono::seconds{1};
    refusal.code = 429;
    refusal.retry_after = static_cast<int>((until - now + std::chrono::milliseconds{999}).count() / 1000);
    refusal.description = fmt::format("Too Many Requests: retry after {}", refusal.retry_after);
    return false;
}

std::string TelegramApi::take_reply(const Json& parameters, Message& message)
{
    const Json reply = nested(parameters, "reply_parameters");
    if (reply.is_null())
        return {};
    message.reply_to = id_of(reply, "message_id");
    if (tools_.world.message(message.chat, message.reply_to))
        return {};
    message.reply_to.clear();
    return flag_of(reply, "allow_sending_without_reply") ? std::string() : "message to be replied not found";
}

TelegramApi::Answer TelegramApi::send_message(const Json& parameters)
{
    Answer refusal;
    const Chat* chat = open_chat(parameters, refusal);
    if (!chat)
        return refusal;
    if (auto wrong = wrong_text(parameters); !wrong.empty())
        return bad(std::move(wrong));
    Message message;
    message.chat = chat->id;
    message.text = text_of(parameters, "text");
    if (auto wrong = read_keyboard(nested(parameters, "reply_markup"), message.rows); !wrong.empty())
        return bad(std::move(wrong));
    if (auto wrong = take_reply(parameters, message); !wrong.empty())
        return bad(std::move(wrong));
    if (!paced(*chat, refusal))
        return refusal;
    message.tick = Tick::seen;
    return good(telegram_message(tools_.world, side_, tools_.world.say(std::move(message))));
}

TelegramApi::Answer TelegramApi::answer_callback(const Json& parameters)
{
    const auto query = queries_.find(id_of(parameters, "callback_query_id"));
    if (query == queries_.end() || query->second.at + telegram_query_life < tools_.world.now())
        return bad("query is too old and response timeout expired or query ID is invalid");
    const std::string text = text_of(parameters, "text");
    if (text::utf16_length(text) > longest_notice)
        return bad("MESSAGE_TOO_LONG");
    const ChatId chat = query->second.chat;
    queries_.erase(query);
    if (!text.empty()) {
        Message notice;
        notice.chat = chat;
        notice.text = text;
        notice.notice = true;
        tools_.world.say(std::move(notice));
    }
    return good(true);
}

TelegramApi::Answer TelegramApi::chat_action(const Json& parameters)
{
    Answer refusal;
    if (!open_chat(parameters, refusal))
        return refusal;
    if (text_of(parameters, "action").empty())
        return bad("wrong parameter action in request");
    return good(true);
}

TelegramApi::Answer TelegramApi::get_file(const Json& parameters)
{
    const std::string id = text_of(parameters, "file_id");
    constexpr std::string_view prefix = "pocket-";
    const auto end = id.rfind('-');
    if (!id.starts_with(prefix) || end < prefix.size())
        return bad("invalid file_id");
    const std::string key = id.substr(prefix.size(), end - prefix.size());
    const File* file = tools_.world.file(key);
    if (!file)
        return bad("invalid file_id");
    return good(
        {{"file_id", id}, {"file_unique_id", key}, {"file_size", file->bytes.size()}, {"file_path", "photos/" + key}});
}

} // namespace langnghe::sandbox
