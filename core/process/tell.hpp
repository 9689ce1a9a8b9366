#pragma once
// Whom steps are told: every reporter, officials and groups, as the transition table says. Steps taken together are one
// message to each, nobody hears of one step twice, and who took it hears nothing. Inside core/process.

#include "core/process/change.hpp"

#include <vector>

namespace langnghe::process {

void tell(Context& context, const Actor& actor, const std::vector<Change>& changes);

} // namespace langnghe::process
