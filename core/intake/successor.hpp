#pragma once
// A ticket that follows one which can no longer be reopened.

#include "core/commune/commune.hpp"

#include <string>

namespace langnghe {

// A fresh ticket is kept from whom the one before is, and, where it may be a denunciation, from keepers whom these
// words name; gives the fact for its opening entry, with a ';' before it. Nothing when it is kept from nobody.
std::string kept_from_at_first(Context& context, const Ticket& ticket, const std::string& words);

// An official reopens it after the window: a fresh ticket of the same reporter, in the official's words. It may be what
// the one before was found to be, so of a sealed one it is the keeper's. Reporters and intake are told.
Ticket succeed(Context& context, const Identity& official, const Ticket& before, const std::string& words);

} // namespace langnghe
