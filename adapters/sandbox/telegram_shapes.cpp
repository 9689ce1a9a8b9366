#include "adapters/sandbox/telegram_shapes.hpp"

#include "adapters/net/http.hpp"

#include <nlohmann/json.hpp>

#include <charconv>

namespace langnghe::sandbox {

using Json = nlohmann::ordered_json;

namespace {

std::int64_t integer(std::string_view text)
{
    std::int64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::int64_t seconds(TimePoint time) { return to_millis(time) / 1000; }

// The length of "/command" or "/command@bot" at the start of a text; 0 when it is none. Only Latin letters, digits
// and "_" make a command, and a letter of another kind behind it unmakes it.
std::size_t command_length(std::string_view text)
{
    const auto word = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    };
    if (text.empty() || text[0] != '/')
        return 0;
    std::size_t end = 1;
    while (end < text.size() && word(text[end]))
        ++end;
    if (end == 1 || end > 65)
        return 0;
    if (end < text.size() && text[end] == '@') {
        std::size_t name = end + 1;
        while (name < text.size() && word(text[name]))
            ++name;
        if (name > end + 1)
            end = name;
    }
    const bool letter_follows = end < text.size() && static_cast<unsigned char>(text[end]) >= 0x80;
    return letter_follows ? 0 : end;
}

Json keyboard(const Message& message)
{
    Json rows = Json::array();
    for (const auto& row : message.rows) {
        Json buttons = Json::array();
        for (const auto& button : row) {
            Json shape;
            shape["text"] = button.title;
            if (button.link.empty())
                shape["callback_data"] = button.payload;
            else
                shape["url"] = button.link;
            buttons.push_back(std::move(shape));
        }
        rows.push_back(std::move(buttons));
    }
    return rows;
}

Json photo_sizes(const std::string& key)
{
    Json sizes = Json::array();
    for (const int width : {90, 320, 800})
        sizes.push_back({{"file_id", "pocket-" + key + "-" + std::to_string(width)},
                         {"file_unique_id", key + std::to_string(width)},
                         {"file_size", width * 20},
                         {"width", width},
                         {"height", width * 3 / 4}});
    return sizes;
}

void add_content(Json& shape, const Message& message)
{
    if (!message.photo.empty()) {
        shape["photo"] = photo_sizes(message.photo);
        if (!message.text.empty())
            shape["caption"] = message.text;
        return;
    }
    if (!message.document.empty()) {
        shape["document"] = {{"file_id", "pocket-" + message.document + "-0"},
                             {"file_unique_id", message.document},
                             {"file_name", message.file_name}};
        if (!message.text.empty())
            shape["caption"] = message.text;
        return;
    }
    if (message.place) {
        shape["location"] = {{"latitude", message.place->latitude}, {"longitude", message.place->longitude}};
        return;
    }
    shape["text"] = message.text;
    if (const auto length = command_length(message.text); length > 0)
        shape["entities"] = Json::array({{{"type", "bot_command"}, {"offset", 0}, {"length", length}}});
}

Json flat_message(World& world, const TelegramSide& side, const Message& message)
{
    Json shape;
    shape["message_id"] = integer(message.id);
    const Person* author = world.person(message.author);
    shape["from"] = author ? telegram_user(*author) : telegram_bot(side);
    shape["chat"] = telegram_chat(*world.chat(message.chat));
    shape["date"] = seconds(message.at);
    return shape;
}

} // namespace

std::int64_t bot_id(const TelegramSide& side)
{
    const auto token = side.token.reveal();
    return integer(token.substr(0, token.find(':')));
}

Json telegram_bot(const TelegramSide& side)
{
    return {{"id", bot_id(side)}, {"is_bot", true}, {"first_name", side.name}, {"username", side.username}};
}

Json telegram_user(const Person& person)
{
    return {{"id", integer(person.id)}, {"is_bot", false}, {"first_name", person.name}, {"language_code", "vi"}};
}

Json telegram_chat(const Chat& chat)
{
    if (chat.group)
        return {{"id", integer(chat.id)}, {"title", chat.title}, {"type", "supergroup"}};
    return {{"id", integer(chat.id)}, {"first_name", chat.title}, {"type", "private"}};
}

Json telegram_message(World& world, const TelegramSide& side, const Message& message)
{
    Json shape = flat_message(world, side, message);
    if (const Message* replied = world.message(message.chat, message.reply_to)) {
        Json inner = flat_message(world, side, *replied);
        add_content(inner, *replied);
        shape["reply_to_message"] = std::move(inner);
    }
    if (message.edited)
        shape["edit_date"] = seconds(world.now());
    add_content(shape, message);
    if (!message.rows.empty())
        shape["reply_markup"] = {{"inline_keyboard", keyboard(message)}};
    return shape;
}

bool reaches_private_bot(World& world, const TelegramSide& side, const Message& message)
{
    const Message* replied = world.message(message.chat, message.reply_to);
    if (replied && replied->author.empty())
        return true;
    const auto command = std::string_view(message.text).substr(0, command_length(message.text));
    const auto at = command.find('@');
    return !command.empty() &&
           (at == std::string_view::npos || net::equal_ignoring_case(command.substr(at + 1), side.username));
}

} // namespace langnghe::sandbox
