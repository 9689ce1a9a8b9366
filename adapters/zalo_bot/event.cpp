#include "adapters/zalo_bot/event.hpp"

#include "adapters/zalo_bot/catalogue.hpp"
#include "adapters/zalo_bot/mention.hpp"
#include "core/hash/hash.hpp"
#include "core/text/normalize.hpp"

#include <fmt/format.h>

namespace langnghe::zalo_bot {
namespace {

constexpr std::int64_t first_second = 1'356'998'400; // 2013-01-01
constexpr std::int64_t last_second = 4'102'444'800;  // 2100-01-01

bool in_seconds(std::int64_t date) { return date < first_second * 1000; }

bool is_wrapped(json::View document)
{
    return document.flag("ok").value_or(false) && (document.object("result") || !document.array("result").empty());
}

// Milliseconds everywhere but in the test event; nothing when it cannot be a time of this service.
std::optional<TimePoint> read_date(json::View message)
{
    const auto date = message.integer("date");
    if (!date)
        return {};
    const auto second = in_seconds(*date) ? *date : *date / 1000;
    if (second < first_second || second > last_second)
        return {};
    return from_millis(in_seconds(*date) ? *date * 1000 : *date);
}

Person read_person(json::View from)
{
    Person person;
    person.id = from.id("id");
    const auto name = from.text("display_name");
    person.name = text::clean_inbound(name.empty() ? from.text("first_name") : name);
    person.is_bot = from.flag("is_bot").value_or(false);
    return person;
}

// A private chat has its person's id, should the type ever be missing or new.
ChatRef read_chat(json::View chat, const Person& from)
{
    ChatRef ref;
    ref.id = chat.id("id");
    const auto type = chat.text("chat_type");
    const bool is_private = type == "PRIVATE" || (type != "GROUP" && ref.id == from.id);
    ref.kind = is_private ? ChatKind::private_chat : ChatKind::group;
    return ref;
}

Attachment file(AttachmentKind kind, std::string_view source)
{
    Attachment attachment;
    attachment.kind = kind;
    attachment.source = source;
    return attachment;
}

// Every kind of media has a public address, which may expire.
std::vector<Attachment> read_attachments(json::View message)
{
    std::vector<Attachment> found;
    const auto photo = message.text(message.text("photo_url").empty() ? "photo" : "photo_url");
    if (!photo.empty())
        found.push_back(file(AttachmentKind::photo, photo));
    if (const auto sticker = message.id("sticker"); !sticker.empty()) {
        found.push_back(file(AttachmentKind::sticker, message.text("url")));
        found.back().unique_id = sticker;
    }
    if (const auto voice = message.text("voice_url"); !voice.empty()) {
        found.push_back(file(AttachmentKind::voice, voice));
        found.back().mime = "audio/aac";
    }
    return found;
}

// Only messages that name the bot, or reply to it, reach it in a group.
EventContent read_message(json::View message, const EventContext& context)
{
    Message result;
    result.id = message.id("message_id");
    result.from = read_person(message.object("from"));
    result.chat = read_chat(message.object("chat"), result.from);
    if (result.id.empty() || result.chat.id.empty() || result.from.id.empty())
        return Unknown{"message without id, chat or sender"};
    const auto words = message.text("text");
    result.text = text::clean_inbound(words.empty() ? message.text("caption") : words);
    result.addressed = result.chat.kind == ChatKind::group;
    if (result.addressed)
        result.text = text::clean_inbound(without_mentions(result.text, context.names));
    result.attachments = read_attachments(message);
    if (result.text.empty() && result.attachments.empty() && !result.addressed)
        return Unknown{"message without readable content"};
    return result;
}

EventContent read_unsupported(json::View message)
{
    Unsupported result;
    result.message = message.id("message_id");
    result.from = read_person(message.object("from"));
    result.chat = read_chat(message.object("chat"), result.from);
    if (result.message.empty() || result.chat.id.empty() || result.from.id.empty())
        return Unknown{"message without id, chat or sender"};
    return result;
}

EventContent read_content(json::View message, const EventKind* kind, const EventContext& context)
{
    if (kind == nullptr)
        return Unknown{"unknown event"};
    switch (kind->family) {
    case Family::message:
        return read_message(message, context);
    case Family::unsupported:
        return read_unsupported(message);
    case Family::ignored:
        break;
    }
    return Ignored{std::string{kind->reason}};
}

// The id of the message, which is the same when it is delivered again, however it is wrapped.
std::string key_of(json::View event, std::string_view bot_id)
{
    const auto message = event.object("message").id("message_id");
    if (!message.empty())
        return fmt::format("{}/{}", bot_id, message);
    return fmt::format("{}/body/{}", bot_id, hash::sha256_hex(event.to_text()));
}

} // namespace

std::vector<json::View> events_in(json::View document)
{
    if (!is_wrapped(document))
        return {document};
    if (const auto one = document.object("result"))
        return {one};
    return document.array("result");
}

InboundEvent read_event(json::View event, const EventContext& context)
{
    const auto message = event.object("message");
    const auto* kind = find_event(event.text("event_name"));
    InboundEvent result;
    result.channel = context.channel;
    result.key = key_of(event, context.bot_id);
    result.type = kind == nullptr ? "unknown" : kind->name;
    result.at = read_date(message).value_or(context.received_at);
    result.content = read_content(message, kind, context);
    return result;
}

std::string variants_of(json::View document)
{
    std::string words = is_wrapped(document) ? "wrapped" : "flat";
    const auto add = [&words](bool has, std::string_view word) {
        if (has && fmt::format("{} ", words).find(fmt::format(" {} ", word)) == std::string::npos)
            words.append(" ").append(word);
    };
    for (const json::View event : events_in(document)) {
        const auto message = event.object("message");
        const auto from = message.object("from");
        add(!message.text("photo_url").empty(), "photo_url");
        add(message.text("photo_url").empty() && !message.text("photo").empty(), "photo");
        add(!from.text("display_name").empty(), "display_name");
        add(from.text("display_name").empty() && !from.text("first_name").empty(), "first_name");
        const auto date = message.integer("date");
        add(date && in_seconds(*date), "seconds");
    }
    return words;
}

} // namespace langnghe::zalo_bot
