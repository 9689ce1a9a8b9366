#pragma once
// Whether a step brings what it must, and may be taken now. Inside core/process.

#include "core/process/act.hpp"
#include "core/ticket/transitions.hpp"

namespace langnghe::process {

// The state that the step leads to, or why it is refused; see act().
Result<Status> judge(Context& context, const Actor& actor, const Step& step, const Ticket& ticket,
                     const Course& course);

} // namespace langnghe::process
