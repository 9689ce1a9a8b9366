#pragma once
// A person's words and details leave the store; that something was said, and what was done about it, stays: the chain
// of the journal is whole, and each erasure is an entry of it.

#include "core/commune/commune.hpp"

#include <string_view>

namespace langnghe {

// Erases this person's messages with all versions, names, places and file addresses, the contact details, raw events
// and group memberships; takes the words out of every delivery about their tickets; stops what waits for their chat.
// An official's own words on other people's tickets stay, and so do those of a denunciation. Administrators and keepers
// are told. Returns how many journal entries lost their words.
int erase_person(Context& context, Identity person, std::string_view why);

} // namespace langnghe
