#pragma once
// The header Retry-After (RFC 9110, 10.2.3): so many seconds, or the moment itself in one of the three forms of an HTTP
// date.

#include "core/time.hpp"

#include <optional>
#include <string_view>

namespace langnghe {

// How long to wait, 1 s at least and `longest` at most; nothing when the header is absent or says neither. A moment
// counts from `now`; nothing when that is the epoch: then nobody noted when the answer came.
std::optional<Duration> read_retry_after(std::string_view header, TimePoint now, Duration longest);

} // namespace langnghe
