#pragma once
// Classes of bytes in HTTP's grammar (RFC 9110, section 5.6), without locale.

#include <string_view>

namespace langnghe::net {

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

constexpr bool is_token(char c)
{
    const char l = lower(c);
    return is_digit(c) || (l >= 'a' && l <= 'z') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

// What may stand in a field's value: no control byte but the tab.
constexpr bool is_field_byte(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
}

constexpr std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

// Cuts the text before the first separator off `rest`; the last word leaves `rest` empty.
constexpr std::string_view next_word(std::string_view& rest, char separator)
{
    const auto end = rest.find(separator);
    const auto word = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    return word;
}

} // namespace langnghe::net
