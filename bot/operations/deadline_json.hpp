#pragma once
// A deadline that explains itself: from when, which days counted with how many minutes, which did not and why. Inside
// bot/operations only.

#include "bot/operations/verb.hpp"
#include "core/ticket/ticket.hpp"

namespace langnghe::operations {

// What the ticket owes next; null when nothing has a deadline.
Json deadline_of(Context& context, const Ticket& ticket);

} // namespace langnghe::operations
