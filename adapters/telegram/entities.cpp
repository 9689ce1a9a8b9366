#include "adapters/telegram/entities.hpp"

#include "core/text/utf8.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>

namespace langnghe::telegram {
namespace {

constexpr std::size_t most = 20; // of a hundred that Telegram takes

bool upper(char c) { return c >= 'A' && c <= 'Z'; }
bool digit(char c) { return c >= '0' && c <= '9'; }
// A byte of a letter beyond ASCII is part of a word too.
bool inside_word(char c)
{
    return upper(c) || digit(c) || (c >= 'a' && c <= 'z') || c == '-' || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

std::size_t run_of(std::string_view text, std::size_t from, bool (*is)(char))
{
    std::size_t end = from;
    while (end < text.size() && is(text[end]))
        ++end;
    return end - from;
}

// The length of a code that begins here: 2 to 6 letters, two digits, four or more.
std::size_t code_at(std::string_view text, std::size_t from)
{
    const std::size_t letters = run_of(text, from, upper);
    const std::size_t year = from + letters + 1;
    if (letters < 2 || letters > 6 || year > text.size() || text[year - 1] != '-' || run_of(text, year, digit) != 2)
        return 0;
    const std::size_t number = year + 3;
    if (number > text.size() || text[number - 1] != '-')
        return 0;
    const std::size_t digits = run_of(text, number, digit);
    const std::size_t end = number + digits;
    const bool ends = end == text.size() || !inside_word(text[end]);
    return digits >= 4 && digits <= 9 && ends ? end - from : 0;
}

} // namespace

nlohmann::json entities_of(std::string_view text)
{
    auto entities = nlohmann::json::array();
    for (std::size_t dash = text.find('-'); dash != std::string_view::npos && entities.size() < most;) {
        std::size_t begin = dash;
        while (begin > 0 && upper(text[begin - 1]))
            --begin;
        const bool whole = begin == 0 || !inside_word(text[begin - 1]);
        const std::size_t length = whole ? code_at(text, begin) : 0;
        if (length > 0)
            entities.push_back(
                {{"type", "code"}, {"offset", text::utf16_length(text.substr(0, begin))}, {"length", length}});
        dash = text.find('-', std::max(dash + 1, begin + length));
    }
    return entities;
}

} // namespace langnghe::telegram
