#pragma once
// Where a ticket's reporter is written to.

#include "core/outbox/post.hpp"
#include "core/process/act.hpp"

#include <optional>

namespace langnghe::process {

// An empty letter to the reporter of this ticket, in the chat where it was reported; nothing when there is none, when
// he asked for no more pushes, or when the actor is the reporter himself.
std::optional<Letter> letter_to_reporter(Context& context, const Actor& actor, const Ticket& reported);

} // namespace langnghe::process
