#include "adapters/telegram/parameters.hpp"

#include <nlohmann/json.hpp>

#include <charconv>

namespace langnghe::telegram {

std::optional<std::int64_t> whole(std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || std::to_string(value) != text)
        return {};
    return value;
}

nlohmann::json chat_id(const std::string& chat)
{
    const auto number = whole(chat);
    return number ? nlohmann::json(*number) : nlohmann::json(chat);
}

} // namespace langnghe::telegram
