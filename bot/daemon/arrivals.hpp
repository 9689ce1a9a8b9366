#pragma once
// Whom to tell when something that came in is on disk.

#include "core/intake/inbound_event.hpp"

#include <functional>

namespace langnghe::daemon {

struct Arrivals
{
    std::function<void()> stored; // there may be something to send
    std::function<void(const ButtonPress&)> pressed;
};

} // namespace langnghe::daemon
