#pragma once
// What officials said to whoever handles a ticket. Inside core, for its pushes and its look.

#include "core/commune/commune.hpp"
#include "core/ticket/ticket.hpp"

#include <string>

namespace langnghe::process {

// At the transfer to the department that has it now, and in handing it on there; empty when nothing was said, or it is
// erased.
std::string notes_for_department(Context& context, const Ticket& ticket);

} // namespace langnghe::process
