#include "adapters/sandbox/telegram_api.hpp"
#include "adapters/sandbox/telegram_parameters.hpp"
#include "adapters/sandbox/wire.hpp"
#include "core/text/utf8.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace langnghe::sandbox {

namespace {

constexpr std::size_t most_commands = 100;
constexpr std::size_t longest_command = 32;
constexpr std::size_t longest_description = 256;

bool good_command(std::string_view command)
{
    const auto fits = [](unsigned char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
    return !command.empty() && command.size() <= longest_command && std::all_of(command.begin(), command.end(), fits);
}

} // namespace

// One text for each scope; empty and a refusal when the scope is none that this platform knows.
std::string TelegramApi::menu_place(const Json& parameters, Answer& refusal)
{
    const Json scope = nested(parameters, "scope");
    const std::string type = scope.is_object() ? text_of(scope, "type") : "default";
    const std::string language = text_of(parameters, "language_code");
    if (type == "default" || type == "all_private_chats" || type == "all_group_chats" ||
        type == "all_chat_administrators")
        return type + "/" + language;
    if (type != "chat" && type != "chat_administrators" && type != "chat_member") {
        refusal = bad("can't parse BotCommandScope: Unsupported type specified");
        return {};
    }
    const std::string chat = id_of(scope, "chat_id");
    if (tools_.world.chat(chat) == nullptr) {
        refusal = bad("chat not found");
        return {};
    }
    return type + " " + chat + " " + id_of(scope, "user_id") + "/" + language;
}

TelegramApi::Answer TelegramApi::set_commands(const Json& parameters)
{
    Answer refusal;
    const std::string place = menu_place(parameters, refusal);
    if (place.empty())
        return refusal;
    const Json commands = nested(parameters, "commands");
    if (!commands.is_array() || commands.size() > most_commands)
        return bad("can't parse commands: Array expected");
    Json kept = Json::array();
    for (const auto& entry : commands) {
        const std::string command = entry.is_object() ? text_of(entry, "command") : std::string();
        const std::string description = entry.is_object() ? text_of(entry, "description") : std::string();
        if (!good_command(command))
            return bad("BOT_COMMAND_INVALID");
        if (text::trim(description).empty() || text::utf16_length(description) > longest_description)
            return bad("BOT_COMMAND_DESCRIPTION_INVALID");
        kept.push_back({{"command", command}, {"description", description}});
    }
    menus_[place] = write_json(kept);
    return good(true);
}

TelegramApi::Answer TelegramApi::get_commands(const Json& parameters)
{
    Answer answer;
    const std::string place = menu_place(parameters, answer);
    if (place.empty())
        return answer;
    const auto found = menus_.find(place);
    answer.result = found == menus_.end() ? "[]" : found->second;
    return answer;
}

TelegramApi::Answer TelegramApi::delete_commands(const Json& parameters)
{
    Answer refusal;
    const std::string place = menu_place(parameters, refusal);
    if (place.empty())
        return refusal;
    menus_.erase(place);
    return good(true);
}

} // namespace langnghe::sandbox
