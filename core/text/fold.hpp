#pragma once
// Keys for matching Vietnamese text; never for display or storage in place of the text. All are idempotent and give
// the same for NFC, NFD and half-composed input. Ill-formed UTF-8 becomes U+FFFD.

#include <string>
#include <string_view>

namespace langnghe::text {

// Lower case without tone and vowel marks, d for U+0111 and its look-alikes; white space collapsed and trimmed,
// invisible characters dropped, punctuation kept.
std::string fold(std::string_view text);

// fold() reduced to words of [a-z0-9] with one space between: names, greetings, commands.
std::string fold_words(std::string_view text);

// NFC lower case that keeps the diacritics (stop, true and use all fold to "dung"). White space is kept.
std::string lower(std::string_view text);

// NFC with the tone of open final oa, oe and uy on their first vowel, as the old style has it; not after q. Keeps case.
// For comparing accented texts, on both sides.
std::string same_tone_style(std::string_view text);

} // namespace langnghe::text
