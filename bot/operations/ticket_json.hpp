#pragma once
// A ticket as JSON, in the shape that the outside relies on. Sealed, or suspected and not yet judged: code, status,
// nature, created_at and due_at only. Inside bot/operations only.

#include "bot/operations/verb.hpp"
#include "core/ticket/ticket.hpp"

namespace langnghe::operations {

// The keeper's alone.
inline bool is_hidden(const Ticket& ticket) { return ticket.sealed() || ticket.suspected; }

// One row of `ticket list --json`: without the lists, and without the reporter's name.
Json summary(Context& context, const Ticket& ticket);

// `ticket show --json`. Names the reporter: the caller has journalled that.
Json whole(Context& context, const Ticket& ticket);

} // namespace langnghe::operations
