#pragma once
// Cutting to a platform's limit, counted in UTF-16 units as Telegram and Zalo do, at grapheme boundaries of ICU. One
// grapheme that alone exceeds the limit is cut between code points. Valid UTF-8 stays valid.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace langnghe::text {

// The longest prefix of at most `limit` units. Empty only for an empty text or a limit below its first code point.
std::string_view cut_utf16(std::string_view text, std::size_t limit);

// The text, or its beginning and an ellipsis, at most `limit` units together.
std::string shorten(std::string_view text, std::size_t limit);

// Pieces of at most `limit` units (a limit below 2 counts as 2: one code point may need two), broken at a line end, a
// sentence end, a space, else between graphemes. White space at the breaks and both ends is dropped, nothing else; no
// piece is empty, so a blank text has none.
std::vector<std::string> split_utf16(std::string_view text, std::size_t limit);

} // namespace langnghe::text
