#pragma once
// A platform's own words about a refusal, made fit for an administrator: cleaned, on one line, without the secret that
// the call bore, at most 200 UTF-16 units.

#include <string>
#include <string_view>

namespace langnghe {

std::string error_words(std::string_view words, std::string_view secret);

// For comparing with what a platform writes in English.
std::string lower_ascii(std::string_view text);

} // namespace langnghe
