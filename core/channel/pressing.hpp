#pragma once
// What a platform with buttons can do besides: end the waiting mark on a pressed one, and take buttons away that have
// served. Both are a courtesy: nothing is lost when they fail. Sans I/O like Platform. Calls bear secrets.

#include "core/channel/platform.hpp"

#include <optional>
#include <string_view>

namespace langnghe {

class PressPlatform
{
public:
    virtual ~PressPlatform() = default;

    // `text` may be empty; else it shows as a passing notice, cut to what the platform carries.
    virtual PlatformCall answer_press(const ButtonPress& press, std::string_view text) const = 0;

    // Shows what was chosen under the message and takes its buttons away; nothing when the platform did not say what
    // stands there.
    virtual std::optional<PlatformCall> close_buttons(const ButtonPress& press) const = 0;
};

} // namespace langnghe
