#include "adapters/sandbox/telegram_api.hpp"
#include "adapters/sandbox/telegram_parameters.hpp"
#include "adapters/sandbox/telegram_shapes.hpp"
#include "adapters/sandbox/wire.hpp"
#include "core/text/utf8.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace langnghe::sandbox {

namespace {

constexpr std::size_t longest_caption = 1024; // UTF-16 units
constexpr std::size_t least_album = 2;
constexpr std::size_t most_album = 10;
constexpr std::string_view attached = "attach://";

bool looks_like_photo(const std::string& bytes)
{
    return bytes.starts_with("\xff\xd8\xff") || bytes.starts_with("\x89PNG") || bytes.starts_with("RIFF");
}

} // namespace

// Only what came with the call: the platform's own copies and addresses of others are not played.
TelegramApi::Answer TelegramApi::attach(const Json& from, std::string_view kind, Message& message)
{
    std::string place = text_of(from, kind == "media" ? "media" : kind);
    if (place.starts_with(attached))
        place.erase(0, attached.size());
    const auto file = files_.find(place.empty() ? std::string(kind) : place);
    if (file == files_.end())
        return bad("there is no " + std::string(kind) + " in the request");
    if (text::utf16_length(text_of(from, "caption")) > longest_caption)
        return bad("message caption is too long");
    const bool photo = kind == "photo" || text_of(from, "type") == "photo";
    if (file->second.bytes.empty())
        return bad("file must be non-empty");
    if (photo && !looks_like_photo(file->second.bytes))
        return bad("IMAGE_PROCESS_FAILED");
    auto key = tools_.world.keep(File{file->second.bytes, file->second.type});
    if (!key) {
        Answer refusal;
        refusal.code = 413;
        refusal.description = "Request Entity Too Large";
        return refusal;
    }
    message.text = text_of(from, "caption");
    (photo ? message.photo : message.document) = *key;
    message.file_name = photo ? std::string() : file->second.name;
    return {};
}

TelegramApi::Answer TelegramApi::send_file(const Json& parameters, std::string_view kind)
{
    Answer refusal;
    const Chat* chat = open_chat(parameters, refusal);
    if (!chat)
        return refusal;
    Message message;
    message.chat = chat->id;
    if (auto wrong = attach(parameters, kind, message); wrong.code != 200)
        return wrong;
    if (auto wrong = read_keyboard(nested(parameters, "reply_markup"), message.rows); !wrong.empty())
        return bad(std::move(wrong));
    if (auto wrong = take_reply(parameters, message); !wrong.empty())
        return bad(std::move(wrong));
    if (!paced(*chat, refusal))
        return refusal;
    message.tick = Tick::seen;
    return good(telegram_message(tools_.world, side_, tools_.world.say(std::move(message))));
}

TelegramApi::Answer TelegramApi::send_photo(const Json& parameters) { return send_file(parameters, "photo"); }

TelegramApi::Answer TelegramApi::send_document(const Json& parameters) { return send_file(parameters, "document"); }

TelegramApi::Answer TelegramApi::send_album(const Json& parameters)
{
    Answer refusal;
    const Chat* chat = open_chat(parameters, refusal);
    if (!chat)
        return refusal;
    const Json media = nested(parameters, "media");
    if (!media.is_array() || media.size() < least_album || media.size() > most_album)
        return bad("wrong number of items in the album");
    std::vector<Message> items;
    for (const auto& item : media) {
        Message message;
        message.chat = chat->id;
        if (!item.is_object() || text_of(item, "type") != text_of(media.front(), "type"))
            return bad("documents can't be mixed with other media types");
        if (auto wrong = attach(item, "media", message); wrong.code != 200)
            return wrong;
        if (auto wrong = take_reply(parameters, message); !wrong.empty())
            return bad(std::move(wrong));
        message.tick = Tick::seen;
        items.push_back(std::move(message));
    }
    if (!paced(*chat, refusal))
        return refusal;
    Json sent = Json::array();
    for (auto& message : items)
        sent.push_back(telegram_message(tools_.world, side_, tools_.world.say(std::move(message))));
    return good(sent);
}

} // namespace langnghe::sandbox
