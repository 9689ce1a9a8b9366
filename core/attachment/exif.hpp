#pragma once
// What a camera wrote into a JPEG that we want to know: where it stood, and how it was held. Strict: whatever is odd
// about the block is no answer. Source: CIPA DC-008 (Exif 2.32), TIFF 6.0.

#include "core/intake/inbound_event.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace langnghe::attachment {

// The block stands before the picture; so much of the file is looked at.
inline constexpr std::size_t exif_within = std::size_t{256} * 1024;

struct Exif
{
    std::optional<Position> position;
    int orientation = 1; // 1 to 8
};

Exif read_exif(std::string_view jpeg);

// Whether a position can be one of a commune's: elsewhere, or at the zero of the map, it says nothing.
bool in_vietnam(const Position& position);

} // namespace langnghe::attachment
