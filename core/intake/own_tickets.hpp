#pragma once
// The tickets that one person has in a private chat beside each other: a new one goes into another at his wish (joining
// rule 5). It is merged, not moved: what was acknowledged keeps its code, and an official can take them apart again.

#include "core/commune/commune.hpp"
#include "core/outbox/post.hpp"

#include <string_view>
#include <vector>

namespace langnghe::own_tickets {

// Of this person, the newest first, without this one: a few.
std::vector<Ticket> beside(Context& context, const Ticket& ticket);

// Adds the button that merges a ticket that was just opened into the newest of those that it could go into, if any.
void offer_merge(const Context& context, const Ticket& opened, const std::vector<Ticket>& others, Letter& receipt);

// A press, "merge:TICKET:MASTER"; false when it is no such button.
bool take_press(Context& context, const Identity& identity, std::string_view data);

} // namespace langnghe::own_tickets
