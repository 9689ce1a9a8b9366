#pragma once
// Somebody sent what the platform does not pass on, a file or a place perhaps: they are told how else it reaches us.

#include "core/commune/commune.hpp"
#include "core/intake/inbound_event.hpp"

#include <string>

namespace langnghe {

void take_unsupported(Context& context, const std::string& channel, const Unsupported& unsupported, TimePoint at);

} // namespace langnghe
