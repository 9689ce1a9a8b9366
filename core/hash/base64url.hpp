#pragma once
// Bytes in the letters of an address, and numbers as bytes: what tokens are made of.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace langnghe::hash {

// Whole groups of three bytes only: 24 bytes become 32 characters.
std::string to_base64url(std::string_view bytes);
// Nothing when there is a foreign character.
std::optional<std::string> from_base64url(std::string_view text);

// Eight bytes, the most significant first.
std::string big_endian(std::int64_t value);
std::int64_t from_big_endian(std::string_view bytes);

} // namespace langnghe::hash
