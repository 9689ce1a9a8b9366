#include "adapters/zalo_oa/attachments.hpp"

#include "core/text/normalize.hpp"

#include <algorithm>
#include <array>

namespace langnghe::zalo_oa {
namespace {

struct Kind
{
    std::string_view type;
    AttachmentKind kind;
    std::string_view mime;
};

constexpr std::array kinds{
    Kind{"image", AttachmentKind::photo, ""},   Kind{"gif", AttachmentKind::photo, "image/gif"},
    Kind{"audio", AttachmentKind::audio, ""},   Kind{"video", AttachmentKind::video, ""},
    Kind{"file", AttachmentKind::document, ""}, Kind{"sticker", AttachmentKind::sticker, ""},
    Kind{"link", AttachmentKind::link, ""},
};

std::string first_of(std::string_view first, std::string_view second)
{
    return text::clean_inbound(first.empty() ? second : first);
}

std::string read_phone(json::View payload)
{
    const auto card = json::parse(payload.text("description"));
    return card ? card->root().id("phone") : std::string{};
}

Attachment read_one(json::View payload, const Kind& kind, json::View message)
{
    Attachment attachment;
    attachment.kind = kind.kind;
    attachment.mime = kind.mime;
    attachment.source = payload.text(payload.text("url").empty() ? "thumbnail" : "url");
    attachment.bytes = std::max<std::int64_t>(0, payload.digits("size").value_or(0));
    attachment.unique_id = payload.id(kind.kind == AttachmentKind::sticker ? "id" : "checksum");
    attachment.name = text::clean_inbound(payload.text("name"));
    if (kind.kind != AttachmentKind::link)
        return attachment;
    attachment.name = first_of(payload.text("title"), payload.text("description"));
    if (auto phone = read_phone(payload); !phone.empty()) {
        attachment.kind = AttachmentKind::contact;
        attachment.source = std::move(phone);
        attachment.name = text::clean_inbound(message.text("text"));
    }
    return attachment;
}

std::optional<Position> position_in(json::View place)
{
    const auto latitude = place.number(place.has("latitude") ? "latitude" : "lat");
    const auto longitude = place.number(place.has("longitude") ? "longitude" : place.has("long") ? "long" : "lng");
    if (!latitude || !longitude || *latitude < -90 || *latitude > 90 || *longitude < -180 || *longitude > 180)
        return {};
    return Position{*latitude, *longitude};
}

} // namespace

std::vector<Attachment> read_attachments(json::View message)
{
    std::vector<Attachment> found;
    for (const auto& attachment : message.array("attachments")) {
        const auto type = attachment.text("type");
        const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const Kind& k) { return k.type == type; });
        if (kind == kinds.end())
            continue;
        auto one = read_one(attachment.object("payload"), *kind, message);
        if (!one.source.empty())
            found.push_back(std::move(one));
    }
    return found;
}

std::optional<Position> read_position(json::View message)
{
    for (const auto& attachment : message.array("attachments"))
        if (attachment.text("type") == "location")
            if (const auto place = position_of(attachment.object("payload")))
                return place;
    return position_of(message.object("location"));
}

std::optional<Position> position_of(json::View holder)
{
    if (const auto place = position_in(holder.object("coordinates")))
        return place;
    return position_in(holder);
}

std::string_view read_caption(json::View message)
{
    for (const auto& attachment : message.array("attachments"))
        if (attachment.text("type") == "video")
            return attachment.object("payload").text("description");
    return {};
}

} // namespace langnghe::zalo_oa
