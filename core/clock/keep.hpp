#pragma once
// The tickets' own clock. follow() runs behind the acknowledgements and writes down when to look at which ticket;
// look_at() does what is due then, and what was done stands in the same transaction as its news: never twice.

#include "core/commune/commune.hpp"

#include <optional>
#include <vector>

namespace langnghe::clock {

// Takes note of the next journal entries, `limit` at most; returns how many it looked at.
int follow(Context& context, int limit);

// Does what is due on this ticket, and says when to look next.
void look_at(Context& context, TicketId ticket);

} // namespace langnghe::clock
