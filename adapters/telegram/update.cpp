#include "adapters/telegram/update.hpp"

#include "adapters/telegram/parts.hpp"
#include "core/hash/hash.hpp"
#include "core/text/normalize.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace langnghe::telegram {
namespace {

using Read = EventContent (*)(json::View, const UpdateContext&);

// Bytes, as Telegram says; a client may send more than any button of ours holds.
constexpr std::size_t longest_data = 64;

EventContent read_new_message(json::View message, const UpdateContext& context)
{
    return read_message(message, false, context);
}

EventContent read_edited_message(json::View message, const UpdateContext& context)
{
    return read_message(message, true, context);
}

// The title of the button that bears this data.
std::string title_of(json::View message, std::string_view data)
{
    for (const auto& row : message.object("reply_markup").lists("inline_keyboard"))
        for (const auto& button : row)
            if (button.text("callback_data") == data)
                return text::clean_inbound(button.text("text"));
    return {};
}

EventContent read_press(json::View press, const UpdateContext&)
{
    ButtonPress result;
    const auto message = press.object("message");
    result.id = press.id("id");
    result.from = read_user(press.object("from"));
    result.chat = read_chat(message.object("chat"), message);
    result.message = message.id("message_id");
    result.data = press.text("data");
    result.title = title_of(message, result.data);
    result.shown = message.text("text"); // ours: as it is, to be shown again
    if (result.id.empty() || result.from.id.empty())
        return Unknown{"button press without id or sender"};
    if (result.chat.id.empty() && message)
        return Unknown{"button press without chat"};
    if (result.data.empty() || result.data.size() > longest_data)
        return Unknown{"button press without data of ours"};
    if (result.chat.id.empty())
        result.chat.id = result.from.id; // pressed under an inline message: only the private chat is known
    return result;
}

// Whether the bot is in and may speak after the change; nothing when the status is new to us.
std::optional<bool> is_present(json::View member)
{
    const auto status = member.text("status");
    if (status == "creator" || status == "administrator" || status == "member")
        return true;
    if (status == "restricted") // in, but perhaps without a voice
        return member.flag("is_member").value_or(true) && member.flag("can_send_messages").value_or(true);
    if (status == "left" || status == "kicked")
        return false;
    return {};
}

EventContent read_standing(json::View change, const UpdateContext&)
{
    const auto chat = read_chat(change.object("chat"), change);
    const auto present = is_present(change.object("new_chat_member"));
    if (change.object("chat").text("type") == "channel")
        return Ignored{"standing in a channel"};
    if (chat.id.empty() || !present)
        return Unknown{"standing without chat or known status"};
    if (chat.kind == ChatKind::group)
        return GroupChange{chat, *present};
    auto who = read_user(change.object("from"));
    who.id = chat.id; // in a private chat they are the same
    return Contact{std::move(who), *present, {}};
}

EventContent read_reaction(json::View reaction, const UpdateContext&)
{
    Reaction result;
    result.chat = read_chat(reaction.object("chat"), reaction).id;
    result.message = reaction.id("message_id");
    result.from = read_user(reaction.object("user"));
    if (result.from.id.empty())
        result.from.id = reaction.object("actor_chat").id("id");
    if (result.chat.empty() || result.message.empty() || result.from.id.empty())
        return Unknown{"reaction without chat, message or sender"};
    const auto icons = reaction.array("new_reaction");
    if (icons.empty())
        return result;
    result.icon = icons.front().text("emoji");
    if (result.icon.empty())
        result.icon = icons.front().id("custom_emoji_id");
    return result;
}

EventContent leave_alone(json::View, const UpdateContext&) { return Ignored{"kind of update that we do not use"}; }

struct Kind
{
    std::string_view name;
    Read read;
};

// Every kind of Bot API 10.3.
constexpr std::array kinds{
    Kind{"message", read_new_message},
    Kind{"edited_message", read_edited_message},
    Kind{"callback_query", read_press},
    Kind{"my_chat_member", read_standing},
    Kind{"message_reaction", read_reaction},
    Kind{"channel_post", leave_alone},
    Kind{"edited_channel_post", leave_alone},
    Kind{"message_reaction_count", leave_alone},
    Kind{"chat_member", leave_alone},
    Kind{"chat_join_request", leave_alone},
    Kind{"chat_boost", leave_alone},
    Kind{"removed_chat_boost", leave_alone},
    Kind{"inline_query", leave_alone},
    Kind{"chosen_inline_result", leave_alone},
    Kind{"shipping_query", leave_alone},
    Kind{"pre_checkout_query", leave_alone},
    Kind{"purchased_paid_media", leave_alone},
    Kind{"poll", leave_alone},
    Kind{"poll_answer", leave_alone},
    Kind{"business_connection", leave_alone},
    Kind{"business_message", leave_alone},
    Kind{"edited_business_message", leave_alone},
    Kind{"deleted_business_messages", leave_alone},
    Kind{"guest_message", leave_alone},
    Kind{"managed_bot", leave_alone},
    Kind{"subscription", leave_alone},
    Kind{"stopped_message_generation", leave_alone},
};

// bot, update_id, chat, message_id: update_id is random after an idle week, so it alone would not do.
std::string key_of(json::View update, json::View body, std::string_view bot_id)
{
    const auto number = update.id("update_id");
    if (number.empty())
        return fmt::format("{}/{}", bot_id, hash::sha256_hex(update.to_text()));
    const auto message = body.object("message") ? body.object("message") : body;
    return fmt::format("{}/{}/{}/{}", bot_id, number, message.object("chat").id("id"), message.id("message_id"));
}

TimePoint time_of(json::View body, TimePoint received_at)
{
    if (const auto edited = read_time(body, "edit_date"))
        return *edited;
    return read_time(body, "date").value_or(received_at);
}

} // namespace

InboundEvent read_update(json::View update, const UpdateContext& context)
{
    InboundEvent event;
    event.channel = context.channel;
    const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const Kind& k) { return update.object(k.name); });
    const auto body = kind == kinds.end() ? json::View{} : update.object(kind->name);
    event.key = key_of(update, body, context.bot_id);
    event.type = kind == kinds.end() ? "unknown" : kind->name;
    event.at = time_of(body, context.received_at);
    event.content = kind == kinds.end() ? EventContent{Unknown{"unknown kind of update"}} : kind->read(body, context);
    return event;
}

} // namespace langnghe::telegram
