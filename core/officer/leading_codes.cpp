#include "core/officer/leading_codes.hpp"

#include "core/text/fold.hpp"
#include "core/text/words.hpp"

#include <algorithm>
#include <charconv>

namespace langnghe::officer {
namespace {

constexpr std::size_t most_at_once = 10;
constexpr std::size_t words_of_a_code = 3; // "LS 26 42"

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A mark that ends a number parts it from the next.
std::string apart(std::string_view typed)
{
    std::string spaced{typed};
    for (std::size_t i = 1; i < spaced.size(); ++i)
        if ((spaced[i] == ',' || spaced[i] == ';') && is_digit(spaced[i - 1]))
            spaced[i] = ' ';
    return spaced;
}

// Of a ticket within the year; 0 when the word is none.
std::int64_t number_in(std::string_view word)
{
    std::int64_t found = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), found);
    return error == std::errc{} && end == word.data() + word.size() && found > 0 ? found : 0;
}

// What follows the code in front, which takes as many words as it can; nothing when there is none.
std::optional<std::string_view> after_code(std::string_view text, std::string_view letters, TicketCode& code)
{
    std::optional<std::string_view> after;
    std::string_view rest = text;
    for (std::size_t count = 0; count < words_of_a_code && !rest.empty(); ++count) {
        const std::string_view word = text::first_word(rest).word;
        const auto end = static_cast<std::size_t>(word.data() + word.size() - text.data());
        rest = text::first_word(rest).rest;
        if (const auto found = parse_code(text.substr(0, end), letters)) {
            code = *found;
            after = rest;
        }
    }
    return after;
}

std::optional<std::string_view> after_number(std::string_view text, TicketCode& code)
{
    const auto [word, rest] = text::first_word(text);
    code.number = number_in(word);
    return code.number > 0 ? std::optional(rest) : std::nullopt;
}

} // namespace

LeadingCodes leading_codes(std::string_view typed, std::string_view letters, int year)
{
    const std::string spaced = apart(typed);
    const bool numbers = number_in(text::first_word(spaced).word) > 0;
    std::string_view left = spaced;
    LeadingCodes leading;
    while (leading.codes.size() < most_at_once) {
        const auto [word, rest] = text::first_word(left);
        if (!leading.codes.empty() && text::fold_words(word) == "va")
            left = rest;
        TicketCode code{year, 0};
        const auto after = numbers ? after_number(left, code) : after_code(left, letters, code);
        if (!after)
            break;
        if (std::ranges::count(leading.codes, code) == 0)
            leading.codes.push_back(code);
        left = *after;
    }
    leading.rest = left;
    return leading;
}

} // namespace langnghe::officer
