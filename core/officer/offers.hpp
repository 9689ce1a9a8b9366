#pragma once
// The buttons that go with a message about a ticket. A button carries no authority: a press is judged as if it were
// typed, and on the version of the ticket that the button names.

#include "core/commune/commune.hpp"

#include <vector>

namespace langnghe::officer {

// What this official may do with the ticket as it stands, the likeliest first; nothing when he may not see it. The
// channel's own limit cuts the list (post.hpp), so that it may be given whole.
std::vector<Button> offers(Context& context, const User& user, const Ticket& ticket);

} // namespace langnghe::officer
