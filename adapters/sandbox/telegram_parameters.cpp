#include "adapters/sandbox/telegram_parameters.hpp"

#include "adapters/sandbox/wire.hpp"
#include "core/text/utf8.hpp"

#include <nlohmann/json.hpp>

#include <charconv>

namespace langnghe::sandbox {

using Json = nlohmann::ordered_json;

namespace {

constexpr std::size_t most_buttons = 100;
constexpr std::size_t longest_data = 64;        // bytes
constexpr std::size_t longest_text = 4096;      // UTF-16 units
constexpr std::size_t longest_raw_text = 32768; // bytes

bool take_form(std::string_view text, Json& into)
{
    const auto form = read_form(text);
    if (!form)
        return false;
    for (const auto& [name, value] : *form)
        into[name] = value;
    return true;
}

std::string read_button(const Json& shape, Button& button)
{
    button.title = text_of(shape, "text");
    if (button.title.empty())
        return "can't parse inline keyboard button: Field \"text\" must be a non-empty String";
    const bool has_data = shape.contains("callback_data");
    const bool has_link = shape.contains("url");
    if (!has_data && !has_link)
        return "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard";
    button.payload = text_of(shape, "callback_data");
    button.link = text_of(shape, "url");
    if (has_data && (button.payload.empty() || button.payload.size() > longest_data))
        return "BUTTON_DATA_INVALID";
    if (has_link && !button.link.starts_with("https://") && !button.link.starts_with("http://") &&
        !button.link.starts_with("tg://"))
        return "BUTTON_URL_INVALID";
    return {};
}

} // namespace

Json telegram_parameters(const net::Request& request, std::map<std::string, FormFile>& files)
{
    files.clear();
    Json all = Json::object();
    if (!take_form(request.query, all))
        return nullptr;
    const auto type = request.header("Content-Type");
    if (type.starts_with("application/json")) {
        const Json body = request.body.empty() ? Json::object() : read_json(request.body);
        if (!body.is_object())
            return nullptr;
        all.update(body);
    } else if (type.starts_with("multipart/form-data")) {
        auto form = read_form_data(type, request.body);
        if (!form)
            return nullptr;
        for (const auto& [name, value] : form->fields)
            all[name] = value;
        files = std::move(form->files);
    } else if (!request.body.empty()) {
        if (!type.starts_with("application/x-www-form-urlencoded") || !take_form(request.body, all))
            return nullptr;
    }
    return all;
}

Json telegram_parameters(const net::Request& request)
{
    std::map<std::string, FormFile> files;
    return telegram_parameters(request, files);
}

std::optional<std::int64_t> number_of(const Json& parameters, std::string_view name)
{
    const std::string text = id_of(parameters, name);
    std::int64_t value = 0;
    const auto [end, bad] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || bad != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

bool flag_of(const Json& parameters, std::string_view name)
{
    const auto found = parameters.find(name);
    if (found == parameters.end())
        return false;
    if (found->is_boolean())
        return found->get<bool>();
    const std::string text = text_of(parameters, name);
    return text == "true" || text == "True" || text == "1";
}

Json nested(const Json& parameters, std::string_view name)
{
    const auto found = parameters.find(name);
    if (found == parameters.end())
        return nullptr;
    return found->is_string() ? read_json(found->get_ref<const std::string&>()) : *found;
}

std::string wrong_text(const Json& parameters)
{
    if (!text_of(parameters, "parse_mode").empty())
        return "unsupported parse_mode";
    const std::string text = text_of(parameters, "text");
    if (text.size() > longest_raw_text)
        return "text is too long";
    if (!text::valid_utf8(text))
        return "strings must be encoded in UTF-8";
    if (text::trim(text).empty())
        return "message text is empty";
    if (text::utf16_length(text) > longest_text)
        return "message is too long";
    return {};
}

std::string read_keyboard(const Json& markup, std::vector<std::vector<Button>>& rows)
{
    if (markup.is_null())
        return {};
    if (!markup.is_object())
        return "object expected as reply markup";
    const auto keyboard = markup.find("inline_keyboard");
    if (keyboard == markup.end())
        return {};
    if (!keyboard->is_array())
        return "field \"inline_keyboard\" of the InlineKeyboardMarkup must be an Array";
    std::size_t count = 0;
    for (const auto& row : *keyboard) {
        if (!row.is_array())
            return "field \"inline_keyboard\" of the InlineKeyboardMarkup must be an Array of Arrays";
        rows.emplace_back();
        for (const auto& shape : row) {
            Button button;
            if (auto error = read_button(shape, button); !error.empty())
                return error;
            if (++count > most_buttons)
                return "REPLY_MARKUP_TOO_LONG";
            rows.back().push_back(std::move(button));
        }
    }
    return {};
}

} // namespace langnghe::sandbox
