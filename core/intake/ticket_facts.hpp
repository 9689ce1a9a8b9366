#pragma once
// What the journal says of a ticket's row when a message opens or changes it, so that the row can be held against it:
// "key=value" separated by ';'. Nothing personal: facts cannot be erased.

#include "core/commune/commune.hpp"
#include "core/ticket/ticket.hpp"

#include <string>

namespace langnghe {

std::string opening_facts(const Ticket& ticket);

// Of the area, the field and the suspicion, those that are new; each with a ';' before it.
std::string changed_facts(const Ticket& before, const Ticket& after);

} // namespace langnghe
