#include "adapters/zalo_oa/message.hpp"

#include "adapters/zalo_oa/attachments.hpp"
#include "adapters/zalo_oa/mentions.hpp"
#include "core/text/normalize.hpp"
#include "core/text/utf8.hpp"

namespace langnghe::zalo_oa {
namespace {

std::optional<std::string> button_data(std::string_view text)
{
    const auto trimmed = text::trim(text);
    if (!trimmed.starts_with('#') || !trimmed.substr(1).starts_with(button_mark))
        return {};
    return std::string{trimmed.substr(1)};
}

ChatRef read_chat(json::View event, Family family)
{
    ChatRef chat;
    chat.kind = family == Family::group_message ? ChatKind::group : ChatKind::private_chat;
    chat.id = event.object(family == Family::group_message ? "recipient" : "sender").id("id");
    if (family == Family::anonymous)
        chat.thread = event.object("message").id("conversation_id");
    return chat;
}

Mentions read_words(json::View message, Family family, std::string_view oa_id)
{
    const auto raw = message.text("text").empty() ? read_caption(message) : message.text("text");
    const auto clean = text::clean_inbound(raw); // first: what is invisible could hide a mention
    if (family != Family::group_message)
        return {clean, false};
    auto words = strip_mentions(clean, oa_id);
    words.text = text::clean_inbound(words.text);
    return words;
}

} // namespace

EventContent read_message(json::View event, Family family, std::string_view oa_id)
{
    const auto message = event.object("message");
    Message result;
    result.id = message.id("msg_id");
    result.chat = read_chat(event, family);
    result.from.id = event.object("sender").id("id");
    if (result.id.empty() || result.chat.id.empty() || result.from.id.empty())
        return Unknown{"message without id, chat or sender"};
    if (family == Family::anonymous && result.chat.thread.empty())
        return Unknown{"anonymous message without conversation"};
    auto words = read_words(message, family, oa_id);
    result.text = std::move(words.text);
    result.addressed = words.of_us;
    if (auto data = button_data(result.text))
        return ButtonPress{{}, result.chat, result.from, message.id("quote_msg_id"), std::move(*data)};
    result.attachments = read_attachments(message);
    result.position = read_position(message);
    result.reply_to = message.id("quote_msg_id");
    // A mention alone is a message: under a quoted one it asks to take that in.
    if (result.text.empty() && result.attachments.empty() && !result.position && !result.addressed)
        return Unknown{"message without readable content"};
    return result;
}

EventContent read_echo(json::View event, Family family)
{
    const auto message = event.object("message");
    Echo result;
    result.message = message.id("msg_id");
    result.chat = event.object("recipient").id("id");
    result.chat_kind = family == Family::group_echo ? ChatKind::group : ChatKind::private_chat;
    result.text = text::clean_inbound(message.text("text"));
    result.staff = event.object("sender").id("admin_id");
    if (result.message.empty() || result.chat.empty())
        return Unknown{"echo without message or chat"};
    return result;
}

} // namespace langnghe::zalo_oa
