#pragma once
// Link codes: ten Crockford base32 characters (50 bits), stored as a hash, single use, ten minutes; five wrong tries
// per identity and hour.

#include "core/time.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace langnghe {

inline constexpr Duration link_code_life = std::chrono::minutes{10};
inline constexpr int link_tries_per_hour = 5;

// "7K3QX-9M2AB" from ten random bytes.
std::string make_link_code(const std::array<std::uint8_t, 10>& random);

// Upper case, without hyphens and spaces, I and L read as 1, O as 0; nothing when it is not a code.
std::optional<std::string> normalise_link_code(std::string_view typed);

// What is stored: hex SHA-256 of the normalised code.
std::string link_code_digest(std::string_view normalised);

} // namespace langnghe
