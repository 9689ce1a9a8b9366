#pragma once
// Files that follow an answer or a result that went out.

#include "core/process/act.hpp"

#include <vector>

namespace langnghe::process {

// To every reporter of the ticket and of those merged into it, recorded; the caller has judged whether the actor may.
void send_files(Context& context, const Actor& actor, const Ticket& ticket, const std::vector<OutboxFile>& files);

} // namespace langnghe::process
