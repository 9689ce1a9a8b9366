#pragma once
// What mask_personal() is made of; for core/text only. Every function gives back the text with its kind masked.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace langnghe::text::masking {

inline constexpr std::string_view bullets = "\xE2\x80\xA2\xE2\x80\xA2\xE2\x80\xA2";

std::string mask_emails(std::string_view text);
std::string mask_plates(std::string_view text);
std::string mask_numbers(std::string_view text); // phones, CCCD, CMND

constexpr bool digit(char c) noexcept { return c >= '0' && c <= '9'; }
constexpr bool upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }
constexpr bool letter(char c) noexcept { return upper(c) || (c >= 'a' && c <= 'z'); }
constexpr bool alnum(char c) noexcept { return digit(c) || letter(c); }

// The character at `offset`, NUL outside the text.
constexpr char at(std::string_view text, std::size_t offset) noexcept
{
    return offset < text.size() ? text[offset] : '\0';
}

// Bytes of the space, dot or dash (no-break and typographic ones too) at `offset`; 0 if there is none.
std::size_t separator(std::string_view text, std::size_t offset) noexcept;

// One of the folded words stands in the 32 bytes before `offset`.
bool word_before(std::string_view text, std::size_t offset, std::span<const std::string_view> words);

// A currency or unit follows: the number is an amount.
bool amount_ends(std::string_view text, std::size_t offset);

} // namespace langnghe::text::masking
