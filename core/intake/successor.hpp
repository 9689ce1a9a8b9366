#pragma once
// A ticket that follows one which can no longer be reopened.

#include "core/commune/commune.hpp"

#include <string>

namespace langnghe {

// It is kept from whom the one before is; gives the fact for its opening entry, with a ';' before it. Nothing for a
// ticket that follows none.
std::string inherited(Context& context, const Ticket& ticket);

// An official reopens it after the window: a fresh ticket of the same reporter, in the official's words. It may be what
// the one before was found to be, so of a sealed one it is the keeper's. Reporters and intake are told.
Ticket succeed(Context& context, const Identity& official, const Ticket& before, const std::string& words);

} // namespace langnghe
