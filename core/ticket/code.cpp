#include "core/ticket/code.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace langnghe {
namespace {

constexpr std::size_t longest_number = 9;

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return upper(c) >= 'A' && upper(c) <= 'Z'; }
bool is_gap(char c) { return c == '-' || c == ' ' || c == '_' || c == '.'; }

void skip_gaps(std::string_view text, std::size_t& at)
{
    while (at < text.size() && is_gap(text[at]))
        ++at;
}

std::size_t count_digits(std::string_view text, std::size_t at)
{
    std::size_t end = at;
    while (end < text.size() && is_digit(text[end]))
        ++end;
    return end - at;
}

// A code that begins at `at`; `at` moves behind it.
std::optional<TicketCode> read_code(std::string_view text, std::size_t& at, std::string_view letters)
{
    for (const char letter : letters) {
        if (at >= text.size() || upper(text[at]) != letter)
            return std::nullopt;
        ++at;
    }
    skip_gaps(text, at);
    if (count_digits(text, at) < 2)
        return std::nullopt;
    const int year = 2000 + (text[at] - '0') * 10 + (text[at + 1] - '0');
    at += 2;
    const std::size_t after_year = at;
    skip_gaps(text, at);
    const std::size_t digits = count_digits(text, at);
    // "ls26 42" has a gap; "ls260042" has none and then needs the four digits.
    if (digits == 0 || digits > longest_number || (at == after_year && digits < 4))
        return std::nullopt;
    std::int64_t number = 0;
    std::from_chars(text.data() + at, text.data() + at + digits, number);
    at += digits;
    if (number == 0)
        return std::nullopt;
    return TicketCode{year, number};
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view edge = " \t\n.,;:!?#\"'()[]";
    const auto first = text.find_first_not_of(edge);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(edge) - first + 1);
}

} // namespace

std::string to_text(const TicketCode& code, std::string_view commune_letters)
{
    return fmt::format("{}-{:02}-{:04}", commune_letters, code.year % 100, code.number);
}

std::optional<TicketCode> parse_code(std::string_view text, std::string_view commune_letters)
{
    const auto whole = trimmed(text);
    std::size_t at = 0;
    const auto code = read_code(whole, at, commune_letters);
    return at == whole.size() ? code : std::nullopt;
}

std::optional<TicketCode> find_code(std::string_view text, std::string_view commune_letters)
{
    for (std::size_t start = 0; start < text.size(); ++start) {
        if (upper(text[start]) != commune_letters.front() ||
            (start > 0 && (is_letter(text[start - 1]) || is_digit(text[start - 1]))))
            continue;
        std::size_t at = start;
        const auto code = read_code(text, at, commune_letters);
        if (code && (at == text.size() || !is_letter(text[at])))
            return code;
    }
    return std::nullopt;
}

} // namespace langnghe
