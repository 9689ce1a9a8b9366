#pragma once
// The first-contact notice: who processes what people write, what for, their rights, how to stay unnamed, and where the
// terms are. Which version of the terms was shown is in the journal.

#include "core/commune/commune.hpp"

#include <string>

namespace langnghe {

std::string notice(const Commune& commune);

// The fact that goes with the entry of what was first said: "terms=2026-01".
std::string terms_fact(const Commune& commune);

// Puts the notice before an answer, once for each identity. `recorded`: an entry of the journal has the fact already.
std::string with_notice(Context& context, Identity& identity, std::string answer, bool recorded);

} // namespace langnghe
