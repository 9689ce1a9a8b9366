#pragma once
// Images made by the test itself, with what is to be found and lost in them.

#include <string>
#include <string_view>

namespace langnghe::test {

// A left half and a right half of plain colours, and a block of Exif: GPS at 21.0285 N 105.8542 E, and how it was held.
std::string jpeg_with_exif(unsigned width, unsigned height, int orientation);
// Without any pixel data behind the header: only that says how large it is.
std::string png_header(unsigned width, unsigned height);

std::string exif_block(bool little, int orientation);
std::string with_exif(const std::string& jpeg, const std::string& block);

} // namespace langnghe::test
