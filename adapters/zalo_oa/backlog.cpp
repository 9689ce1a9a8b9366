#include "core/channel/backlog.hpp"

#include "adapters/json/reader.hpp"
#include "adapters/zalo_oa/platform.hpp"
#include "adapters/zalo_oa/url.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

// The conversation API: an entry becomes the webhook's body for the same message, so that its key is the same. Source:
// developers.zalo.me, Official Account, conversation; names of types as seen in adapters.
namespace langnghe::zalo_oa {
namespace {

constexpr std::string_view recent_path = "/v2.0/oa/listrecentchat";
constexpr std::string_view conversation_path = "/v2.0/oa/conversation";
constexpr std::int64_t by_user = 1; // "src"

struct Type
{
    std::string_view entry;
    std::string_view event; // "user_send_…", and the attachment's type
};

constexpr std::array types{Type{"text", "text"},   Type{"photo", "image"}, Type{"image", "image"},
                           Type{"GIF", "gif"},     Type{"gif", "gif"},     Type{"voice", "audio"},
                           Type{"audio", "audio"}, Type{"video", "video"}, Type{"sticker", "sticker"},
                           Type{"link", "link"},   Type{"links", "link"},  Type{"location", "location"},
                           Type{"file", "file"}};

std::string_view event_of(std::string_view type)
{
    const auto* found = std::ranges::find(types, type, &Type::entry);
    return found == types.end() ? type : found->event;
}

void copy(nlohmann::json& to, const char* name, std::string_view value)
{
    if (!value.empty())
        to[name] = value;
}

nlohmann::json payload_of(json::View from)
{
    nlohmann::json payload = nlohmann::json::object();
    copy(payload, "url", from.text("url"));
    copy(payload, "thumbnail", from.text(from.text("thumb").empty() ? "thumbnail" : "thumb"));
    copy(payload, "title", from.text("title"));
    copy(payload, "description", from.text("description"));
    copy(payload, "name", from.text("name"));
    copy(payload, "size", from.id("size"));
    return payload;
}

// An object, or a text that is one.
nlohmann::json place_of(json::View entry)
{
    const auto inner = json::parse(entry.text("location"));
    const auto place = inner ? inner->root() : entry.object("location");
    nlohmann::json coordinates = nlohmann::json::object();
    copy(coordinates, "latitude", place.number("latitude") ? fmt::format("{}", *place.number("latitude")) : "");
    copy(coordinates, "longitude", place.number("longitude") ? fmt::format("{}", *place.number("longitude")) : "");
    return {{"coordinates", std::move(coordinates)}};
}

nlohmann::json attachments_of(json::View entry, std::string_view type)
{
    auto list = nlohmann::json::array();
    if (type == "location")
        list.push_back({{"type", type}, {"payload", place_of(entry)}});
    for (const json::View link : entry.array("links"))
        list.push_back({{"type", "link"}, {"payload", payload_of(link)}});
    if (list.empty() && !entry.text("url").empty())
        list.push_back({{"type", type}, {"payload", payload_of(entry)}});
    return list;
}

std::string body_of(json::View entry, const ZaloOaOptions& options)
{
    const auto type = event_of(entry.text("type"));
    nlohmann::json message{{"msg_id", entry.id("message_id")}};
    const auto words = entry.text("message").empty() ? entry.text("description") : entry.text("message");
    copy(message, "text", words);
    copy(message, "quote_msg_id", entry.id("quote_msg_id"));
    if (auto attachments = attachments_of(entry, type); type != "text" && !attachments.empty())
        message["attachments"] = std::move(attachments);
    nlohmann::json body;
    body["app_id"] = options.app_id;
    body["event_name"] = fmt::format("user_send_{}", type);
    body["sender"] = {{"id", entry.id("from_id")}};
    body["recipient"] = {{"id", options.oa_id}};
    body["timestamp"] = std::to_string(entry.digits("time").value_or(0));
    body["message"] = std::move(message);
    return json::dump(body);
}

PastEvent read_entry(json::View entry, const ZaloOaOptions& options)
{
    const bool of_user = entry.digits("src") == by_user;
    PastEvent event;
    event.chat = entry.id(of_user ? "from_id" : "to_id");
    event.at = from_millis(entry.digits("time").value_or(0));
    if (of_user && !event.chat.empty() && !entry.id("message_id").empty())
        event.body = body_of(entry, options);
    return event;
}

} // namespace

PlatformCall ZaloOaPlatform::recent_chats(std::size_t offset) const
{
    const nlohmann::json data{{"offset", offset}, {"count", page_size()}};
    return get(fmt::format("{}?data={}", recent_path, encode(json::dump(data))));
}

PlatformCall ZaloOaPlatform::conversation(std::string_view chat, std::size_t offset) const
{
    const nlohmann::json data{{"user_id", chat}, {"offset", offset}, {"count", page_size()}};
    return get(fmt::format("{}?data={}", conversation_path, encode(json::dump(data))));
}

BacklogPage ZaloOaPlatform::read_backlog(const PlatformAnswer& answer) const
{
    BacklogPage page;
    page.outcome = read(answer, {});
    const auto document = json::parse(answer.body);
    if (page.outcome.kind != Outcome::Kind::accepted || !document)
        return page;
    const auto root = document->root();
    auto entries = root.array("data");
    if (entries.empty())
        entries = root.object("data").array("data"); // some report it nested
    for (const json::View entry : entries)
        page.events.push_back(read_entry(entry, options_));
    return page;
}

} // namespace langnghe::zalo_oa
