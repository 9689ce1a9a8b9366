#include "core/text/words.hpp"

#include "core/text/fold.hpp"
#include "core/text/utf8.hpp"

#include <algorithm>

namespace langnghe::text {
namespace {

constexpr std::size_t longest_name = 32;
constexpr std::string_view closing_marks = ":,.;!";

bool lower_letter(char c) noexcept { return c >= 'a' && c <= 'z'; }
bool digit(char c) noexcept { return c >= '0' && c <= '9'; }

bool name_character(char c) noexcept { return lower_letter(c) || digit(c) || c == '_'; }
bool bot_character(char c) noexcept { return name_character(c) || (c >= 'A' && c <= 'Z'); }

bool is_name(std::string_view folded) noexcept
{
    return !folded.empty() && folded.size() <= longest_name && lower_letter(folded.front()) &&
           std::all_of(folded.begin(), folded.end(), name_character);
}

} // namespace

FirstWord first_word(std::string_view text) noexcept
{
    text = trim(text);
    for (std::size_t offset = 0; offset < text.size();) {
        const CodePoint point = decode(text, offset);
        if (is_space(point.value))
            return {text.substr(0, offset), trim(text.substr(offset))};
        offset += point.size;
    }
    return {text, {}};
}

std::optional<Command> parse_command(std::string_view text)
{
    auto [word, rest] = first_word(text);
    if (!word.starts_with('/'))
        return std::nullopt;
    word.remove_prefix(1);
    if (word.size() > 8 * longest_name) // not worth folding
        return std::nullopt;
    if (!word.empty() && closing_marks.find(word.back()) != std::string_view::npos)
        word.remove_suffix(1);

    Command command;
    if (const auto at = word.find('@'); at != std::string_view::npos) {
        command.at_bot = word.substr(at + 1);
        word = word.substr(0, at);
        if (command.at_bot.empty() || !std::all_of(command.at_bot.begin(), command.at_bot.end(), bot_character))
            return std::nullopt;
    }
    command.name = fold(word);
    if (!is_name(command.name))
        return std::nullopt;
    command.rest = rest;
    return command;
}

} // namespace langnghe::text
