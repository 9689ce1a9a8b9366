#pragma once
// A copy of what is kept of somebody, for them: who they are here, the contact details they gave, their tickets and
// every word they wrote, newest ticket first.

#include "core/commune/commune.hpp"

#include <optional>
#include <string>
#include <vector>

namespace langnghe {

// As messages for their chat, in order, each with a head and within the channel's length; at least one. What does not
// go into a dozen of them is left out, and the last says so.
std::vector<std::string> copy_of(Context& context, const Identity& person);

// The same in one text, with all of it.
std::string whole_copy(Context& context, const Identity& person);

// The copy as a file of a message. It is kept nowhere: whoever sends the message draws it from the store.
OutboxFile copy_file(const Commune& commune, IdentityId person);
std::optional<IdentityId> copied_person(const OutboxFile& file);

// The tickets they reported, or on which words of theirs stand; newest first.
std::vector<Ticket> tickets_of(Context& context, const Identity& person);

} // namespace langnghe
