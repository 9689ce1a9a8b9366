// Folding, cleaning, masking and cutting of any bytes: well-formed, idempotent, within the limit, and nothing lost that
// is not promised away. The first byte is the limit.

#include "core/text/cut.hpp"
#include "core/text/fold.hpp"
#include "core/text/mask.hpp"
#include "core/text/normalize.hpp"
#include "core/text/utf8.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <algorithm>
#include <string>

namespace {

using namespace langnghe;
using fuzz::require;

void check_utf8(const std::string& input)
{
    const std::string repaired = text::repair_utf8(input);
    require(text::valid_utf8(repaired), "repaired is well-formed");
    require(!text::valid_utf8(input) || repaired == input, "nothing whole is repaired");
    std::size_t points = 0;
    for (const char32_t point : text::CodePoints{input}) {
        require(point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff), "a code point is one");
        ++points;
    }
    require(points == text::code_points(input) && points <= input.size(), "code points are counted");
    const auto trimmed = text::trim(input);
    require(text::trim(trimmed) == trimmed, "trimmed is trimmed");
}

void check_folding(const std::string& input)
{
    using Fold = std::string (*)(std::string_view);
    for (const Fold fold :
         {text::fold, text::fold_words, text::lower, text::same_tone_style, text::nfc, text::clean_inbound}) {
        const std::string once = fold(input);
        require(text::valid_utf8(once), "the result is well-formed");
        require(fold(once) == once, "a second time changes nothing");
    }
    const std::string nfc = text::nfc(input);
    const std::string nfd = text::nfd(input);
    require(text::fold(nfc) == text::fold(nfd), "composed and decomposed fold alike");
    require(text::fold_words(nfc) == text::fold_words(nfd), "and so do their words");
    require(text::lower(nfc) == text::lower(nfd), "and so does their lower case");
    for (const char c : text::fold_words(input))
        require((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == ' ', "words are of letters and digits");
}

std::ptrdiff_t digits(std::string_view text)
{
    return std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

void check_masking(const std::string& clean)
{
    const std::string masked = text::mask_personal(clean);
    require(text::valid_utf8(masked), "masked is well-formed");
    require(text::mask_personal(masked) == masked, "masked is masked");
    require(digits(masked) <= digits(clean) + 1, "masking tells nothing new"); // +84 becomes 0
}

void check_cutting(const std::string& clean, std::size_t limit)
{
    const auto cut = text::cut_utf16(clean, limit);
    require(clean.starts_with(cut) && text::valid_utf8(cut), "a cut is a beginning");
    require(text::utf16_length(cut) <= limit && (clean.empty() || !cut.empty()), "a cut is as long as it may be");
    require(cut.size() < clean.size() || text::utf16_length(clean) <= limit, "what fits is not cut");
    const std::string shortened = text::shorten(clean, limit);
    require(text::valid_utf8(shortened) && text::utf16_length(shortened) <= limit, "shortened is short");
    std::size_t at = 0;
    for (const std::string& piece : text::split_utf16(clean, limit)) {
        require(!piece.empty() && text::utf16_length(piece) <= limit && text::valid_utf8(piece), "pieces fit");
        const auto found = clean.find(piece, at);
        require(found != std::string::npos && text::trim(clean.substr(at, found - at)).empty(),
                "only white space is dropped between pieces");
        at = found + piece.size();
    }
    require(text::trim(clean.substr(at)).empty(), "only white space is dropped at the end");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    fuzz::Input bytes{data, size};
    const std::size_t limit = 2U + bytes.byte();
    const std::string input{bytes.rest()};
    check_utf8(input);
    check_folding(input);
    const std::string clean = text::clean_inbound(input);
    check_masking(clean);
    check_cutting(clean, limit);
    return 0;
}
