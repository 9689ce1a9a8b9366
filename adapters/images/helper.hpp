#pragma once
// The other end of Scrubber, in a process of its own: an image on standard input, the picture alone on standard output.

#include <cstdint>
#include <string_view>

namespace langnghe::images {

inline constexpr std::string_view helper_verb = "scrub-image";

// Never returns: the exit status is one of Status (codec.hpp).
[[noreturn]] void help(std::int64_t most_bytes);

} // namespace langnghe::images
