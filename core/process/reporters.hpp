#pragma once
// Where a ticket's reporter is written to.

#include "core/outbox/post.hpp"
#include "core/process/act.hpp"

#include <optional>

namespace langnghe::process {

// Whether news of it goes to the group where it was reported; of what may be a denunciation none does.
bool is_told_in_group(const Ticket& reported);

// An empty letter to the reporter of this ticket, in the chat where it was reported; nothing when there is none, when
// he asked for no more pushes, or when the actor is the reporter himself. `aside`: in private, where he can be reached
// there; so too where no group may hear of it.
std::optional<Letter> letter_to_reporter(Context& context, const Actor& actor, const Ticket& reported,
                                         bool aside = false);

} // namespace langnghe::process
