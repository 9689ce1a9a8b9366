#pragma once
// A person's words and details leave the store; that something was said, and what was done about it, stays: the chain
// of the journal is whole, and each erasure is an entry of it.

#include "core/commune/commune.hpp"
#include "core/people/people.hpp"

#include <string_view>

namespace langnghe {

// Erases this person's messages with all versions, names, places and files, the contact details, raw events and group
// memberships; takes the words and files out of every delivery about their tickets; stops what waits for their chat. A
// file leaves the disk right after the commit, unless somebody else sent the same.
// Their tickets do not say any more whose they were.
// An official's own words on other people's tickets stay, and so do those of a denunciation. Administrators and keepers
// are told. Returns how many journal entries lost their words.
int erase_person(Context& context, Identity person, std::string_view why);

// Erased, and not come back since: who writes again, or says that they want no news, is shown the terms and known
// again.
bool is_erased(const Identity& person);

} // namespace langnghe
