#pragma once
// What keeps a whole channel from sending for a while and must outlive the process: the administrator's pause, and a
// wait that the platform asked for. What comes in goes on coming in.

#include "core/store/tx.hpp"

#include <optional>
#include <string_view>

namespace langnghe::outbox {

struct Pause
{
    std::optional<TimePoint> until; // none: until it is lifted
};

// The administrator's, when there is one now.
std::optional<Pause> pause_of(Tx& tx, std::string_view channel, TimePoint now);
void set_pause(Tx& tx, std::string_view channel, const Pause& pause);
// False when there was none.
bool lift_pause(Tx& tx, std::string_view channel, TimePoint now);

// The platform's.
std::optional<TimePoint> told_until(Tx& tx, std::string_view channel);
void set_told_until(Tx& tx, std::string_view channel, TimePoint time);

} // namespace langnghe::outbox
