#pragma once
// Capitals of Vietnamese words.

#include <string>
#include <string_view>

namespace langnghe::text {

// NFC upper case that keeps the diacritics.
std::string upper(std::string_view text);

} // namespace langnghe::text
