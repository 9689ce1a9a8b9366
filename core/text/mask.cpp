#include "core/text/mask.hpp"

#include "core/text/fold.hpp"
#include "core/text/mask_parts.hpp"
#include "core/text/utf8.hpp"

#include <algorithm>
#include <array>

namespace langnghe::text {
namespace masking {
namespace {

using namespace std::string_view_literals;

bool local_point(char32_t point) noexcept
{
    if (point < 0x80)
        return alnum(static_cast<char>(point)) || "._%+-"sv.find(static_cast<char>(point)) != std::string_view::npos;
    return (point >= 0xC0 && point <= 0x24F) || (point >= 0x300 && point <= 0x36F) ||
           (point >= 0x1E00 && point <= 0x1EFF);
}

// Where a host name with a dot that begins at `offset` ends; `offset` itself if there is none.
std::size_t host_end(std::string_view text, std::size_t offset) noexcept
{
    std::size_t end = offset;
    std::size_t label = offset;
    for (std::size_t here = offset;; ++here) {
        const char c = at(text, here);
        if (alnum(c) || c == '-')
            continue;
        const bool after_dot = label > offset;
        if (after_dot && here - label >= 2 && letter(at(text, label)))
            end = here;
        if (c != '.' || here == label)
            return end;
        label = here + 1;
    }
}

} // namespace

std::size_t separator(std::string_view text, std::size_t offset) noexcept
{
    constexpr std::array marks{
        " "sv, "."sv, "-"sv, "("sv, ")"sv, "\xC2\xA0"sv, "\xE2\x80\x93"sv, "\xE2\x80\x91"sv, "\xE2\x80\xAF"sv};
    for (const std::string_view mark : marks) {
        if (text.substr(std::min(offset, text.size())).starts_with(mark))
            return mark.size();
    }
    return 0;
}

bool word_before(std::string_view text, std::size_t offset, std::span<const std::string_view> words)
{
    constexpr std::size_t reach = 32;
    const std::size_t begin = offset > reach ? offset - reach : 0;
    const std::string before = " " + fold_words(text.substr(begin, offset - begin)) + " ";
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return before.find(" " + std::string(word) + " ") != std::string::npos;
    });
}

bool amount_ends(std::string_view text, std::size_t offset)
{
    constexpr std::array units{"d"sv,  "dong"sv, "vnd"sv, "k"sv,  "tr"sv, "trieu"sv, "nghin"sv, "ngan"sv,
                               "ty"sv, "ti"sv,   "usd"sv, "m2"sv, "kg"sv, "ha"sv,    "tan"sv,   "lit"sv};
    constexpr std::size_t reach = 24;
    const std::string_view after = text.substr(std::min(offset, text.size()), reach);
    const std::string folded = fold(after);
    const auto end = std::find_if_not(folded.begin(), folded.end(), alnum);
    const std::string_view word(folded.data(), static_cast<std::size_t>(end - folded.begin()));
    if (folded.starts_with("dong chi") || folded.starts_with("d/c")) // comrade
        return false;
    return std::find(units.begin(), units.end(), word) != units.end();
}

std::string mask_emails(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    std::size_t local = std::string::npos; // where in `out` the run before an '@' begins
    for (std::size_t offset = 0; offset < text.size();) {
        const CodePoint point = decode(text, offset);
        if (point.value == '@' && local != std::string::npos) {
            const std::size_t end = host_end(text, offset + 1);
            if (end > offset + 1) {
                out.resize(local);
                out += bullets;
                offset = end;
                local = std::string::npos;
                continue;
            }
        }
        const bool begins = local_point(point.value) && point.value != '.' && point.value != '-';
        if (!local_point(point.value))
            local = std::string::npos;
        else if (local == std::string::npos && begins)
            local = out.size();
        out += text.substr(offset, point.size);
        offset += point.size;
    }
    return out;
}

} // namespace masking

std::string mask_personal(std::string_view text)
{
    std::string masked = text.find('@') != std::string_view::npos ? masking::mask_emails(text) : std::string(text);
    if (std::none_of(masked.begin(), masked.end(), masking::digit)) // most messages have none
        return masked;
    // What is masked may uncover the number beside it: "006172839CCCD061728394" has no word before it is. Each turn
    // leaves fewer digits that are not masked.
    for (std::string before; before != masked;) {
        before = std::move(masked);
        masked = masking::mask_numbers(masking::mask_plates(before));
    }
    return masked;
}

} // namespace langnghe::text
