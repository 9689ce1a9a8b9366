#include "core/text/utf8.hpp"

#include <algorithm>
#include <cstdint>

namespace langnghe::text {
namespace {

constexpr std::uint8_t byte_at(std::string_view text, std::size_t offset) noexcept
{
    return static_cast<std::uint8_t>(text[offset]);
}

// What a lead byte announces: how many bytes follow and which second byte is well-formed.
struct Lead
{
    std::size_t following = 0; // 0: not a lead byte
    std::uint8_t low = 0x80;
    std::uint8_t high = 0xBF;
    char32_t bits = 0;
};

constexpr Lead lead_of(std::uint8_t byte) noexcept
{
    if (byte >= 0xC2 && byte <= 0xDF)
        return {1, 0x80, 0xBF, byte & 0x1FU};
    if (byte >= 0xE0 && byte <= 0xEF) {
        const std::uint8_t low = byte == 0xE0 ? 0xA0 : 0x80;
        const std::uint8_t high = byte == 0xED ? 0x9F : 0xBF; // no surrogates
        return {2, low, high, byte & 0x0FU};
    }
    if (byte >= 0xF0 && byte <= 0xF4) {
        const std::uint8_t low = byte == 0xF0 ? 0x90 : 0x80;
        const std::uint8_t high = byte == 0xF4 ? 0x8F : 0xBF;
        return {3, low, high, byte & 0x07U};
    }
    return {};
}

// Bytes of the white space at the end. A lead byte begins a code point whatever stands before it.
std::size_t last_space(std::string_view text) noexcept
{
    constexpr std::size_t longest = 3;
    for (std::size_t size = 1; size <= std::min(longest, text.size()); ++size) {
        const CodePoint point = decode(text, text.size() - size);
        if (point.valid && point.size == size)
            return is_space(point.value) ? size : 0;
    }
    return 0;
}

} // namespace

CodePoint decode_long(std::string_view text, std::size_t offset) noexcept
{
    const Lead lead = lead_of(byte_at(text, offset));
    if (lead.following == 0)
        return {replacement, 1, false};

    char32_t value = lead.bits;
    std::uint8_t low = lead.low;
    std::uint8_t high = lead.high;
    for (std::size_t taken = 1; taken <= lead.following; ++taken) {
        if (offset + taken >= text.size())
            return {replacement, taken, false};
        const std::uint8_t next = byte_at(text, offset + taken);
        if (next < low || next > high)
            return {replacement, taken, false};
        value = (value << 6U) | (next & 0x3FU);
        low = 0x80;
        high = 0xBF;
    }
    return {value, lead.following + 1, true};
}

void append_long(std::string& out, char32_t point)
{
    const auto put = [&out](char32_t byte) { out.push_back(static_cast<char>(static_cast<std::uint8_t>(byte))); };
    if (point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF))
        point = replacement;
    if (point < 0x800) {
        put(0xC0U | (point >> 6U));
        put(0x80U | (point & 0x3FU));
    } else if (point < 0x10000) {
        put(0xE0U | (point >> 12U));
        put(0x80U | ((point >> 6U) & 0x3FU));
        put(0x80U | (point & 0x3FU));
    } else {
        put(0xF0U | (point >> 18U));
        put(0x80U | ((point >> 12U) & 0x3FU));
        put(0x80U | ((point >> 6U) & 0x3FU));
        put(0x80U | (point & 0x3FU));
    }
}

bool ascii(std::string_view text) noexcept
{
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<std::uint8_t>(c) < 0x80; });
}

bool valid_utf8(std::string_view text) noexcept
{
    for (std::size_t offset = 0; offset < text.size();) {
        const CodePoint point = decode(text, offset);
        if (!point.valid)
            return false;
        offset += point.size;
    }
    return true;
}

std::string repair_utf8(std::string_view text)
{
    if (valid_utf8(text))
        return std::string(text);
    std::string out;
    out.reserve(text.size() + 8);
    for (const char32_t point : CodePoints(text))
        append(out, point);
    return out;
}

std::size_t utf16_length(std::string_view text) noexcept
{
    std::size_t units = 0;
    for (const char32_t point : CodePoints(text))
        units += point > 0xFFFF ? 2U : 1U;
    return units;
}

std::size_t code_points(std::string_view text) noexcept
{
    std::size_t points = 0;
    for ([[maybe_unused]] const char32_t point : CodePoints(text))
        ++points;
    return points;
}

bool is_space(char32_t point) noexcept
{
    if (point < 0x80)
        return point == ' ' || (point >= '\t' && point <= '\r');
    return point == 0x85 || point == 0xA0 || point == 0x1680 || (point >= 0x2000 && point <= 0x200A) ||
           point == 0x2028 || point == 0x2029 || point == 0x202F || point == 0x205F || point == 0x3000;
}

bool is_invisible(char32_t point) noexcept
{
    return point == 0xAD || point == 0x61C || (point >= 0x200B && point <= 0x200F) ||
           (point >= 0x202A && point <= 0x202E) || (point >= 0x2060 && point <= 0x2069) || point == 0xFEFF;
}

std::string_view trim(std::string_view text) noexcept
{
    std::size_t begin = 0;
    while (begin < text.size()) {
        const CodePoint point = decode(text, begin);
        if (!is_space(point.value))
            break;
        begin += point.size;
    }
    text.remove_prefix(begin);
    while (const std::size_t size = last_space(text))
        text.remove_suffix(size);
    return text;
}

} // namespace langnghe::text
