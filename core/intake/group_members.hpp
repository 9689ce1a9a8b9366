#pragma once
// Who came into a group, left it or leads it.

#include "core/commune/commune.hpp"
#include "core/intake/inbound_event.hpp"

#include <string>

namespace langnghe {

void take_members(Context& context, const std::string& channel, const GroupMembers& members);

} // namespace langnghe
