#include "adapters/telegram/message.hpp"

#include "adapters/telegram/parts.hpp"
#include "adapters/telegram/unread.hpp"
#include "core/text/normalize.hpp"
#include "core/text/words.hpp"

#include <algorithm>
#include <array>

namespace langnghe::telegram {
namespace {

bool has_bot(const std::vector<json::View>& members, std::string_view bot_id)
{
    const auto is_bot = [&](json::View member) { return member.id("id") == bot_id; };
    return !bot_id.empty() && std::any_of(members.begin(), members.end(), is_bot);
}

std::optional<EventContent> read_members(json::View message, const ChatRef& chat, std::string_view bot_id)
{
    const auto joined = message.array("new_chat_members");
    const auto left = message.object("left_chat_member");
    if (message.flag("group_chat_created").value_or(false) || message.flag("supergroup_chat_created").value_or(false))
        return GroupChange{chat, true};
    if (has_bot(joined, bot_id))
        return GroupChange{chat, true};
    if (left && has_bot({left}, bot_id))
        return GroupChange{chat, false};
    if (!joined.empty() || left)
        return Ignored{"other members joined or left"};
    return {};
}

std::optional<EventContent> read_service(json::View message, const ChatRef& chat, std::string_view bot_id)
{
    if (auto to = message.id("migrate_to_chat_id"); !to.empty())
        return GroupMigrated{chat.id, std::move(to)};
    if (auto from = message.id("migrate_from_chat_id"); !from.empty())
        return GroupMigrated{std::move(from), chat.id};
    if (auto members = read_members(message, chat, bot_id))
        return members;
    if (is_service(message))
        return Ignored{"service message"};
    return {};
}

void read_reply(json::View message, Message& result)
{
    const auto quoted = text::clean_inbound(message.object("quote").text("text"));
    // In a topic every message "replies" to the message that opened it.
    if (const auto reply = message.object("reply_to_message"); reply && !reply.has("forum_topic_created")) {
        const auto author = read_sender(reply);
        result.reply_to = reply.id("message_id");
        result.reply_text = read_text(reply);
        result.reply_attachments = read_attachments(reply);
        result.reply_album = reply.id("media_group_id");
        result.reply_position = read_position(reply);
        result.reply_origin = Origin{author.is_chat ? std::string{} : author.id, author.name, result.chat.id,
                                     result.reply_to, read_time(reply, "date")};
    } else if (const auto external = message.object("external_reply")) {
        auto origin = read_origin(external.object("origin"));
        origin.chat = external.object("chat").id("id");
        origin.message = external.id("message_id");
        result.reply_attachments = read_attachments(external);
        result.reply_position = read_position(external);
        result.reply_origin = std::move(origin);
    }
    if (result.reply_text.empty())
        result.reply_text = quoted;
}

// A venue's name and address are the words of a message that has no others.
std::string read_venue(json::View venue)
{
    std::string words{venue.text("title")};
    if (!words.empty() && !venue.text("address").empty())
        words += ", ";
    return text::clean_inbound(words.append(venue.text("address")));
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_word(char c) { return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9') || c == '_'; }

// "@username" as a whole word, in any case.
bool names(std::string_view text, std::string_view username)
{
    const auto same = [](char a, char b) { return lower(a) == lower(b); };
    while (!username.empty()) {
        const auto found = std::search(text.begin(), text.end(), username.begin(), username.end(), same);
        if (found == text.end())
            break;
        const auto at = static_cast<std::size_t>(found - text.begin());
        const auto after = text.substr(at + username.size());
        if (at > 0 && text[at - 1] == '@' && (after.empty() || !is_word(after.front())))
            return true;
        text = after;
    }
    return false;
}

// "/ghi@another_bot" in a group where that one is a member too.
bool commands_another(std::string_view text, std::string_view username)
{
    if (username.empty() || !text.starts_with('/'))
        return false;
    const auto command = text::parse_command(text);
    return command && !command->at_bot.empty() && !names("@" + command->at_bot, username);
}

} // namespace

EventContent read_message(json::View message, bool edited, const UpdateContext& context)
{
    Message result;
    result.chat = read_chat(message.object("chat"), message);
    result.id = message.id("message_id");
    if (message.object("chat").text("type") == "channel")
        return Ignored{"message of a channel"};
    if (result.chat.id.empty() || result.id.empty())
        return Unknown{"message without chat or id"};
    if (auto service = read_service(message, result.chat, context.bot_id))
        return std::move(*service);
    if (message.flag("is_automatic_forward").value_or(false))
        return Ignored{"post of a channel in its discussion group"};

    result.from = read_sender(message);
    if (result.from.id.empty())
        return Unknown{"message without sender"};
    result.text = read_text(message);
    if (result.text.empty())
        result.text = read_venue(message.object("venue"));
    result.attachments = read_attachments(message);
    result.position = read_position(message);
    if (result.text.empty() && result.attachments.empty() && !result.position)
        return without_content(message, result.chat.kind);
    if (result.chat.kind == ChatKind::group && commands_another(result.text, context.bot_username))
        return Ignored{"command for another bot"};

    read_reply(message, result);
    result.album = message.id("media_group_id");
    result.forwarded = read_forward(message);
    result.edited = edited;
    result.addressed = result.chat.kind == ChatKind::group && names(result.text, context.bot_username);
    result.live = message.object("location").has("live_period"); // the last edit of a live location has none
    return result;
}

} // namespace langnghe::telegram
