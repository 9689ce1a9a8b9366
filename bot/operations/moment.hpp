#pragma once
// A time as an administrator types it. Inside bot/operations only.

#include "core/time.hpp"

#include <optional>
#include <string_view>

namespace langnghe::operations {

// "08:00", the next time it is that, or "2026-11-30 08:00" (a T may stand for the space); in Vietnam.
std::optional<TimePoint> moment_from(std::string_view text, TimePoint now);

} // namespace langnghe::operations
