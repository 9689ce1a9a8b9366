#include "adapters/sql/codec.hpp"

#include "adapters/json/reader.hpp"
#include "core/people/role.hpp"
#include "core/store/attachments.hpp"
#include "core/store/rows.hpp"
#include "core/ticket/status.hpp"

#include <nlohmann/json.hpp>

namespace langnghe::sql {
namespace {

using Json = nlohmann::json;

// Enumerators are stored by their place. These stand for all of them: who moves one changes the meaning of every file,
// and needs a migration.
template <class Enum>
constexpr bool at(Enum value, int place)
{
    return static_cast<int>(value) == place;
}
static_assert(at(Status::received, 0) && at(Status::needs_info, 5) && at(Status::resolved, 6) &&
              at(Status::merged, 10));
static_assert(at(Nature::unset, 0) && at(Nature::denunciation, 6) && at(Nature::junk, 9));
static_assert(at(Urgency::normal, 0) && at(Urgency::urgent, 1));
static_assert(at(ResultKind::solved, 0) && at(ResultKind::answered, 4));
static_assert(at(DeliveryState::queued, 0) && at(DeliveryState::claimed, 1) && at(DeliveryState::failed, 5) &&
              at(DeliveryState::held, 9));
static_assert(at(DeliveryKind::receipt, 0) && at(DeliveryKind::alert, 5));
static_assert(at(Priority::alert, 0) && at(Priority::bulk, 3));
static_assert(at(ChatKind::private_chat, 0) && at(ChatKind::group, 1));
static_assert(at(AttachmentKind::photo, 0) && at(AttachmentKind::document, 4) && at(AttachmentKind::link, 8));
static_assert(at(FileState::waiting, 0) && at(FileState::stored, 1) && at(FileState::failed, 2));
static_assert(at(Question::Kind::information, 0) && at(Question::Kind::score, 2));
static_assert(at(Role::program, 0) && at(Role::administrator, 7));

Json list_of(const std::optional<std::string>& json)
{
    return json ? Json::parse(*json, nullptr, false) : Json::array();
}

void keep(Json& object, const char* name, const std::string& value)
{
    if (!value.empty())
        object[name] = value;
}

std::string text_at(const Json& object, const char* name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::int64_t number_at(const Json& object, const char* name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

} // namespace

std::optional<std::string> encode(const std::vector<Attachment>& attachments)
{
    if (attachments.empty())
        return std::nullopt;
    Json list = Json::array();
    for (const Attachment& attachment : attachments) {
        Json object = Json::object();
        object["kind"] = static_cast<int>(attachment.kind);
        keep(object, "name", attachment.name);
        keep(object, "mime", attachment.mime);
        if (attachment.bytes != 0)
            object["bytes"] = attachment.bytes;
        keep(object, "source", attachment.source);
        keep(object, "unique_id", attachment.unique_id);
        list.push_back(std::move(object));
    }
    return json::dump(list);
}

std::optional<std::string> encode(const std::vector<Button>& buttons)
{
    if (buttons.empty())
        return std::nullopt;
    Json list = Json::array();
    for (const Button& button : buttons) {
        Json object = Json::object();
        keep(object, "title", button.title);
        keep(object, "data", button.data);
        keep(object, "url", button.url);
        list.push_back(std::move(object));
    }
    return json::dump(list);
}

std::optional<std::string> encode(const std::vector<OutboxFile>& files)
{
    if (files.empty())
        return std::nullopt;
    Json list = Json::array();
    for (const OutboxFile& file : files) {
        Json object = Json::object();
        object["kind"] = static_cast<int>(file.kind);
        keep(object, "sha256", file.sha256);
        keep(object, "name", file.name);
        keep(object, "mime", file.mime);
        object["bytes"] = file.bytes;
        list.push_back(std::move(object));
    }
    return json::dump(list);
}

std::vector<Attachment> decode_attachments(const std::optional<std::string>& json)
{
    std::vector<Attachment> attachments;
    for (const Json& object : list_of(json)) {
        if (!object.is_object())
            continue;
        attachments.push_back({.kind = static_cast<AttachmentKind>(number_at(object, "kind")),
                               .name = text_at(object, "name"),
                               .mime = text_at(object, "mime"),
                               .bytes = number_at(object, "bytes"),
                               .source = text_at(object, "source"),
                               .unique_id = text_at(object, "unique_id")});
    }
    return attachments;
}

std::vector<Button> decode_buttons(const std::optional<std::string>& json)
{
    std::vector<Button> buttons;
    for (const Json& object : list_of(json)) {
        if (object.is_object())
            buttons.push_back(
                {.title = text_at(object, "title"), .data = text_at(object, "data"), .url = text_at(object, "url")});
    }
    return buttons;
}

std::vector<OutboxFile> decode_files(const std::optional<std::string>& json)
{
    std::vector<OutboxFile> files;
    for (const Json& object : list_of(json)) {
        if (object.is_object())
            files.push_back({.sha256 = text_at(object, "sha256"),
                             .name = text_at(object, "name"),
                             .kind = static_cast<AttachmentKind>(number_at(object, "kind")),
                             .mime = text_at(object, "mime"),
                             .bytes = number_at(object, "bytes")});
    }
    return files;
}

} // namespace langnghe::sql
