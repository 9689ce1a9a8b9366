#include "adapters/sandbox/wire.hpp"

#include "adapters/json/reader.hpp"

#include <nlohmann/json.hpp>

namespace langnghe::sandbox {

using Json = nlohmann::ordered_json;

namespace {

constexpr int deepest = 32;

int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

// Brackets outside strings, counted before a document is built.
bool too_deep(std::string_view text)
{
    int depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == '[' || c == '{') {
            if (++depth > deepest)
                return true;
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return false;
}

} // namespace

std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            if (i + 2 >= text.size())
                return std::nullopt;
            const int high = hex_value(text[i + 1]);
            const int low = hex_value(text[i + 2]);
            if (high < 0 || low < 0)
                return std::nullopt;
            out += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            out += plus_is_space && text[i] == '+' ? ' ' : text[i];
        }
    }
    return out;
}

std::optional<std::map<std::string, std::string>> read_form(std::string_view text)
{
    std::map<std::string, std::string> form;
    while (!text.empty()) {
        const auto end = text.find('&');
        const auto pair = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
        if (pair.empty())
            continue;
        const auto equals = pair.find('=');
        const auto name = percent_decode(pair.substr(0, equals), true);
        const auto value =
            percent_decode(equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1), true);
        if (!name || !value)
            return std::nullopt;
        form.emplace(*name, *value);
    }
    return form;
}

Json read_json(std::string_view text)
{
    if (too_deep(text))
        return Json(Json::value_t::discarded);
    return Json::parse(text, nullptr, false);
}

std::string write_json(const Json& value) { return json::dump(value); }

std::string text_of(const Json& object, std::string_view name)
{
    if (!object.is_object())
        return {};
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::string id_of(const Json& object, std::string_view name)
{
    if (!object.is_object())
        return {};
    const auto found = object.find(name);
    if (found == object.end())
        return {};
    if (found->is_string())
        return found->get<std::string>();
    return found->is_number_integer() ? json::dump(*found) : std::string();
}

} // namespace langnghe::sandbox
