#pragma once
// The letters that Vietnamese is typed with on any keyboard: Latin with diacritics, each one code point. Texts of these
// alone are nearly all there is; they are in NFC, and they fold letter by letter, without ICU.

namespace langnghe::text {

// U+00C0 to U+024F and U+1E00 to U+1EFF: every one is a starter that NFC keeps as it is (Unicode 15, NFC_QC=Yes,
// ccc=0).
constexpr bool plain_letter(char32_t point) noexcept
{
    return (point >= 0xC0 && point <= 0x24F) || (point >= 0x1E00 && point <= 0x1EFF);
}

// U+2010 to U+2027: dashes, quotation marks, ellipsis. NFC keeps them as well.
constexpr bool plain_mark(char32_t point) noexcept { return point >= 0x2010 && point <= 0x2027; }

// What fold() makes of a plain letter when that is one letter of ASCII; 0 for every other code point.
char folded_letter(char32_t point);

} // namespace langnghe::text
