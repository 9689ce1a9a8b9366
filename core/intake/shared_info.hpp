#pragma once
// Contact details that a citizen gave when asked: kept beside the identity, out of the journal and of every log.

#include "core/commune/commune.hpp"
#include "core/intake/inbound_event.hpp"

#include <string>

namespace langnghe {

void take_shared_info(Context& context, const std::string& channel, const SharedInfo& info, TimePoint at);

} // namespace langnghe
