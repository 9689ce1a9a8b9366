#include "core/text/fold.hpp"

#include "core/text/letters.hpp"
#include "core/text/normalize.hpp"
#include "core/text/utf8.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace langnghe::text {
namespace {

constexpr char ascii_lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

char32_t lower_point(char32_t point) noexcept { return static_cast<char32_t>(u_tolower(static_cast<UChar32>(point))); }

// U+0110 has no decomposition; Eth and African D are typed in its place.
bool barred_d(char32_t point) noexcept
{
    return point == 0x110 || point == 0x111 || point == 0xD0 || point == 0xF0 || point == 0x189 || point == 0x256;
}

bool dropped(char32_t point) noexcept
{
    return u_charType(static_cast<UChar32>(point)) == U_NON_SPACING_MARK || is_invisible(point);
}

// Collects text with one space for each run of white space, none at the ends.
class Collapsed
{
public:
    explicit Collapsed(std::size_t size) { out_.reserve(size); }

    void add(char32_t point)
    {
        if (gap_ && !out_.empty())
            out_.push_back(' ');
        gap_ = false;
        append(out_, point);
    }
    void space() noexcept { gap_ = true; }
    std::string take() && { return std::move(out_); }

private:
    std::string out_;
    bool gap_ = false;
};

bool word_point(char32_t point) noexcept { return (point >= 'a' && point <= 'z') || (point >= '0' && point <= '9'); }

// The general way: decomposed by ICU, marks dropped.
std::string fold_any(std::string_view text)
{
    const std::string decomposed = nfd(text);
    Collapsed out(decomposed.size());
    for (const char32_t point : CodePoints(decomposed)) {
        if (is_space(point))
            out.space();
        else if (barred_d(point))
            out.add('d');
        else if (point < 0x80)
            out.add(static_cast<char32_t>(ascii_lower(static_cast<char>(point))));
        else if (!dropped(point))
            out.add(lower_point(point));
    }
    return nfc(std::move(out).take());
}

// For text of ASCII and plain letters; nothing for any other.
std::optional<std::string> fold_plain(std::string_view text, bool words_only)
{
    Collapsed out(text.size());
    for (std::size_t offset = 0; offset < text.size();) {
        const CodePoint point = decode(text, offset);
        offset += point.size;
        const char folded =
            point.value < 0x80 ? ascii_lower(static_cast<char>(point.value)) : folded_letter(point.value);
        const auto letter = static_cast<char32_t>(folded);
        if (point.value >= 0x80 && folded == 0)
            return std::nullopt;
        if (words_only ? !word_point(letter) : is_space(letter))
            out.space();
        else
            out.add(letter);
    }
    return std::move(out).take();
}

// The letters of open finals whose tone the two styles place differently, tones in one order: grave, acute, hook,
// tilde, dot.
using Tones = std::array<char32_t, 5>;
constexpr Tones a_tones{0xE0, 0xE1, 0x1EA3, 0xE3, 0x1EA1};
constexpr Tones e_tones{0xE8, 0xE9, 0x1EBB, 0x1EBD, 0x1EB9};
constexpr Tones y_tones{0x1EF3, 0xFD, 0x1EF7, 0x1EF9, 0x1EF5};
constexpr Tones o_tones{0xF2, 0xF3, 0x1ECF, 0xF5, 0x1ECD};
constexpr Tones u_tones{0xF9, 0xFA, 0x1EE7, 0x169, 0x1EE5};

struct Open
{
    char32_t first;
    char32_t second;
};

std::optional<std::size_t> tone_of(const Tones& tones, char32_t point) noexcept
{
    const auto* found = std::find(tones.begin(), tones.end(), point);
    if (found == tones.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - tones.begin());
}

// Old style for a lower-case pair in new style; nothing for any other pair.
std::optional<Open> old_style(char32_t first, char32_t second) noexcept
{
    if (first == 'o') {
        if (const auto tone = tone_of(a_tones, second))
            return Open{o_tones[*tone], 'a'};
        if (const auto tone = tone_of(e_tones, second))
            return Open{o_tones[*tone], 'e'};
    }
    if (first == 'u') {
        if (const auto tone = tone_of(y_tones, second))
            return Open{u_tones[*tone], 'y'};
    }
    return std::nullopt;
}

char32_t with_case_of(char32_t model, char32_t point) noexcept
{
    return lower_point(model) == model ? point : static_cast<char32_t>(u_toupper(static_cast<UChar32>(point)));
}

// A letter or a mark on one: the final is not open.
bool continues(char32_t point) noexcept
{
    return (U_GET_GC_MASK(static_cast<UChar32>(point)) & (U_GC_L_MASK | U_GC_M_MASK)) != 0;
}

} // namespace

char folded_letter(char32_t point)
{
    constexpr std::size_t letters = 0x250;
    constexpr char32_t additional = 0x1E00;
    // Made by the general way, so that both agree.
    static const std::array<char, letters + 0x100> table = [] {
        std::array<char, letters + 0x100> made{};
        for (std::size_t i = 0; i < made.size(); ++i) {
            const auto letter = static_cast<char32_t>(i < letters ? i : additional + i - letters);
            std::string written;
            append(written, letter);
            const std::string folded = plain_letter(letter) ? fold_any(written) : std::string{};
            made[i] = folded.size() == 1 ? folded.front() : '\0';
        }
        return made;
    }();
    if (!plain_letter(point))
        return 0;
    return table[point < letters ? point : letters + point - additional];
}

std::string fold(std::string_view text)
{
    auto plain = fold_plain(text, false);
    return plain ? std::move(*plain) : fold_any(text);
}

std::string fold_words(std::string_view text)
{
    if (auto plain = fold_plain(text, true))
        return std::move(*plain);
    const std::string folded = fold_any(text);
    Collapsed out(folded.size());
    for (const char32_t point : CodePoints(folded))
        word_point(point) ? out.add(point) : out.space();
    return std::move(out).take();
}

std::string lower(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    const std::string composed = nfc(text);
    for (const char32_t point : CodePoints(composed))
        append(out, barred_d(point) ? 0x111 : lower_point(point));
    return nfc(out);
}

std::string same_tone_style(std::string_view text)
{
    std::string composed = nfc(text);
    if (ascii(composed))
        return composed;
    std::vector<char32_t> points;
    for (const char32_t point : CodePoints(composed))
        points.push_back(point);
    for (std::size_t at = 0; at + 1 < points.size(); ++at) {
        const bool after_q = at > 0 && lower_point(points[at - 1]) == 'q';
        const bool open = at + 2 == points.size() || !continues(points[at + 2]);
        const auto pair = old_style(lower_point(points[at]), lower_point(points[at + 1]));
        if (!pair || after_q || !open)
            continue;
        points[at] = with_case_of(points[at], pair->first);
        points[at + 1] = with_case_of(points[at + 1], pair->second);
    }
    std::string out;
    out.reserve(composed.size());
    for (const char32_t point : points)
        append(out, point);
    return out;
}

} // namespace langnghe::text
