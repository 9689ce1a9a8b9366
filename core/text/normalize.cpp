#include "core/text/normalize.hpp"

#include "core/text/letters.hpp"
#include "core/text/utf8.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>

#include <cstdint>

namespace langnghe::text {
namespace {

constexpr std::size_t most_marks = 4;        // of a cleaned text
constexpr std::size_t most_nonstarters = 30; // UAX #15, Stream-Safe Text Format
constexpr char32_t joiner = 0x200D;

bool mark(char32_t point, std::uint32_t kinds)
{
    const bool surely_none = point < 0x300 || (point >= 0x1E00 && point <= 0x1FFF);
    return !surely_none && (U_GET_GC_MASK(static_cast<UChar32>(point)) & kinds) != 0;
}

// Drops what goes beyond `most` marks of these kinds in a row.
std::string with_few_marks(std::string_view text, std::size_t most, std::uint32_t kinds)
{
    std::string out;
    out.reserve(text.size());
    std::size_t marks = 0;
    for (const char32_t point : CodePoints(text)) {
        marks = mark(point, kinds) ? marks + 1 : 0;
        if (marks <= most)
            append(out, point);
    }
    return out;
}

// ICU owns the instances and frees them at exit. It sorts marks in quadratic time, so their runs are bounded first.
std::string normalized(const icu::Normalizer2* normalizer, std::string_view input)
{
    if (normalizer == nullptr || ascii(input))
        return repair_utf8(input);
    std::string text = with_few_marks(input, most_nonstarters, U_GC_M_MASK);
    UErrorCode status = U_ZERO_ERROR;
    const icu::StringPiece piece(text.data(), static_cast<int32_t>(text.size()));
    if (normalizer->isNormalizedUTF8(piece, status) && U_SUCCESS(status))
        return text;
    status = U_ZERO_ERROR;
    std::string out;
    out.reserve(text.size());
    icu::StringByteSink<std::string> sink(&out);
    normalizer->normalizeUTF8(0, piece, sink, nullptr, status); // copies the spans that need no change
    return U_SUCCESS(status) ? out : text;
}

const icu::Normalizer2* composer()
{
    UErrorCode status = U_ZERO_ERROR;
    return icu::Normalizer2::getNFCInstance(status);
}

const icu::Normalizer2* decomposer()
{
    UErrorCode status = U_ZERO_ERROR;
    return icu::Normalizer2::getNFDInstance(status);
}

bool control(char32_t point) noexcept { return point < 0x20 || (point >= 0x7F && point <= 0x9F); }

bool pictograph(char32_t point)
{
    return u_hasBinaryProperty(static_cast<UChar32>(point), UCHAR_EXTENDED_PICTOGRAPHIC);
}

bool may_precede_joiner(char32_t point)
{
    return point == 0xFE0F || (point >= 0x1F3FB && point <= 0x1F3FF) || pictograph(point);
}

// Line ends, spaces and what nobody sees; the marks are counted after composition.
std::string without_invisible(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    char32_t before = 0;
    for (std::size_t offset = 0; offset < text.size();) {
        const CodePoint here = decode(text, offset);
        offset += here.size;
        const char32_t next = offset < text.size() ? decode(text, offset).value : 0;
        char32_t point = here.value;
        if (point == '\r' && next == '\n')
            continue;
        if (point == '\r' || point == 0x85 || point == 0x2028 || point == 0x2029)
            point = '\n';
        else if (point == 0xA0 || point == 0x2007 || point == 0x202F)
            point = ' ';
        else if (control(point) && point != '\n' && point != '\t')
            continue;
        else if (is_invisible(point) && !(point == joiner && may_precede_joiner(before) && pictograph(next)))
            continue;
        append(out, point);
        before = point;
    }
    return out;
}

// Text that cleaning would leave as it is, but for the white space at its ends.
bool already_clean(std::string_view text)
{
    for (std::size_t offset = 0; offset < text.size();) {
        const CodePoint point = decode(text, offset);
        const bool printable = point.value >= ' ' && point.value < 0x7F;
        if (!printable && point.value != '\n' && point.value != '\t' && !plain_letter(point.value) &&
            !plain_mark(point.value))
            return false;
        offset += point.size;
    }
    return true;
}

} // namespace

std::string nfc(std::string_view text) { return normalized(composer(), text); }

std::string nfd(std::string_view text) { return normalized(decomposer(), text); }

std::string clean_inbound(std::string_view text)
{
    if (already_clean(text))
        return std::string(trim(text));
    const std::string clean = with_few_marks(nfc(without_invisible(text)), most_marks, U_GC_MN_MASK | U_GC_ME_MASK);
    return std::string(trim(clean));
}

} // namespace langnghe::text
