#pragma once
// What a platform can do besides: say how a group of ours stands, where groups are bought and end. Sans I/O like
// Platform. Calls bear secrets: never log one.

#include "core/channel/platform.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace langnghe {

struct GroupFacts
{
    std::string title;
    bool enabled = true; // false: the platform has switched it off
    std::int64_t members = 0;
    std::int64_t most_members = 0;    // 0: not said
    std::optional<TimePoint> ends_at; // when its package runs out, or the platform takes it down: the sooner
    Outcome outcome;                  // accepted, or why nothing is known
};

class GroupCare
{
public:
    virtual ~GroupCare() = default;
    virtual PlatformCall ask_group(std::string_view group) const = 0;
    virtual GroupFacts read_group(const PlatformAnswer& answer) const = 0;
};

} // namespace langnghe
