#include "adapters/telegram/parts.hpp"

#include "core/text/normalize.hpp"

#include <algorithm>
#include <array>

namespace langnghe::telegram {
namespace {

constexpr std::int64_t first_second = 1'356'998'400; // 2013-01-01
constexpr std::int64_t last_second = 4'102'444'800;  // 2100-01-01

std::string full_name(json::View person)
{
    const auto last = person.text("last_name");
    std::string name{person.text("first_name")};
    if (!name.empty() && !last.empty())
        name += ' ';
    return text::clean_inbound(name.append(last));
}

std::string first_of(std::string_view first, std::string_view second)
{
    return text::clean_inbound(first.empty() ? second : first);
}

// Where an administrator or a channel speaks: the signature if there is one, else the chat's title.
std::string name_of(json::View chat, std::string_view signature)
{
    const auto title = chat.text("title");
    return first_of(signature, title.empty() ? chat.text("username") : title);
}

Attachment read_file(json::View file, AttachmentKind kind)
{
    Attachment attachment;
    attachment.kind = kind;
    attachment.name = text::clean_inbound(file.text("file_name"));
    attachment.mime = file.text("mime_type");
    attachment.bytes = std::max<std::int64_t>(0, file.integer("file_size").value_or(0));
    attachment.source = file.text("file_id");
    attachment.unique_id = file.text("file_unique_id");
    return attachment;
}

// The order of sizes is not promised, so the largest is looked for.
std::optional<Attachment> read_photo(json::View message)
{
    std::optional<Attachment> best;
    std::int64_t best_area = -1;
    for (const auto& size : message.array("photo")) {
        const auto width = size.integer("width").value_or(0);
        const auto height = size.integer("height").value_or(0);
        const bool sane = width > 0 && height > 0 && width < 100'000 && height < 100'000;
        const auto area = sane ? width * height : 0;
        if (size.text("file_id").empty() || area <= best_area)
            continue;
        best = read_file(size, AttachmentKind::photo);
        best_area = area;
    }
    return best;
}

Attachment read_contact(json::View contact)
{
    Attachment attachment;
    attachment.kind = AttachmentKind::contact;
    attachment.name = full_name(contact);
    attachment.source = contact.id("phone_number");
    attachment.unique_id = contact.id("user_id");
    return attachment;
}

} // namespace

std::optional<TimePoint> read_time(json::View object, std::string_view key)
{
    const auto seconds = object.integer(key);
    if (!seconds || *seconds < first_second || *seconds > last_second)
        return {};
    return from_millis(*seconds * 1000);
}

ChatRef read_chat(json::View chat, json::View message)
{
    ChatRef ref;
    const auto type = chat.text("type");
    const auto id = chat.integer("id");
    if (!id || *id == 0 || type == "channel")
        return ref;
    ref.id = std::to_string(*id);
    // Ids of groups are negative, should the type ever be missing or new.
    ref.kind = type == "private" || (type.empty() && *id > 0) ? ChatKind::private_chat : ChatKind::group;
    if (ref.kind == ChatKind::group)
        ref.title = text::clean_inbound(chat.text("title"));
    if (message.flag("is_topic_message").value_or(false))
        ref.thread = message.id("message_thread_id");
    return ref;
}

Person read_user(json::View user)
{
    Person person;
    person.id = user.id("id");
    person.name = full_name(user);
    person.is_bot = user.flag("is_bot").value_or(false);
    return person;
}

Person read_sender(json::View message)
{
    const auto chat = message.object("sender_chat");
    if (!chat || chat.id("id").empty())
        return read_user(message.object("from"));
    Person person;
    person.id = chat.id("id");
    person.name = name_of(chat, message.text("author_signature"));
    person.is_chat = true;
    return person;
}

std::string read_text(json::View message) { return first_of(message.text("text"), message.text("caption")); }

std::vector<Attachment> read_attachments(json::View message)
{
    struct Kind
    {
        std::string_view key;
        AttachmentKind kind;
    };
    static constexpr std::array kinds{
        Kind{"voice", AttachmentKind::voice},     Kind{"audio", AttachmentKind::audio},
        Kind{"video", AttachmentKind::video},     Kind{"video_note", AttachmentKind::video},
        Kind{"animation", AttachmentKind::video}, Kind{"document", AttachmentKind::document},
        Kind{"sticker", AttachmentKind::sticker},
    };
    std::vector<Attachment> found;
    if (auto photo = read_photo(message))
        found.push_back(std::move(*photo));
    for (const auto& [key, kind] : kinds) {
        const auto file = message.object(key);
        const bool doubled = key == "document" && message.object("animation"); // Telegram sets both
        if (doubled || file.text("file_id").empty())
            continue;
        found.push_back(read_file(file, kind));
        if (kind == AttachmentKind::sticker)
            found.back().name = text::clean_inbound(file.text("emoji"));
    }
    if (const auto contact = message.object("contact"); !contact.id("phone_number").empty())
        found.push_back(read_contact(contact));
    return found;
}

std::optional<Position> read_position(json::View message)
{
    auto location = message.object("location");
    if (!location)
        location = message.object("venue").object("location");
    const auto latitude = location.number("latitude");
    const auto longitude = location.number("longitude");
    if (!latitude || !longitude || *latitude < -90 || *latitude > 90 || *longitude < -180 || *longitude > 180)
        return {};
    return Position{*latitude, *longitude};
}

Origin read_origin(json::View origin)
{
    Origin result;
    const auto type = origin.text("type");
    const auto signature = origin.text("author_signature");
    result.at = read_time(origin, "date");
    if (type == "user") {
        const auto user = read_user(origin.object("sender_user"));
        result.author_id = user.id;
        result.author_name = user.name;
    } else if (type == "hidden_user")
        result.author_name = text::clean_inbound(origin.text("sender_user_name"));
    else if (type == "chat") // somebody in that chat: its id is nobody's address
        result.author_name = name_of(origin.object("sender_chat"), signature);
    else if (type == "channel") {
        result.author_name = name_of(origin.object("chat"), signature);
        result.chat = origin.object("chat").id("id");
        result.message = origin.id("message_id");
    }
    return result;
}

std::optional<Origin> read_forward(json::View message)
{
    const auto origin = message.object("forward_origin");
    auto result = read_origin(origin);
    const bool told = !result.author_id.empty() || !result.author_name.empty() || !result.chat.empty();
    const auto at = read_time(message, "forward_date");
    if (told || (!at && !origin && !message.has("forward_from") && !message.has("forward_sender_name")))
        return told ? std::optional{result} : std::nullopt;
    if (!result.at)
        result.at = at;
    const auto user = read_user(message.object("forward_from"));
    const auto chat = message.object("forward_from_chat");
    result.author_id = user.id;
    result.author_name = user.name;
    if (user.name.empty())
        result.author_name = text::clean_inbound(message.text("forward_sender_name"));
    if (chat && result.author_name.empty())
        result.author_name = name_of(chat, message.text("forward_signature"));
    if (chat.text("type") == "channel") {
        result.chat = chat.id("id");
        result.message = message.id("forward_from_message_id");
    }
    return result;
}

} // namespace langnghe::telegram
