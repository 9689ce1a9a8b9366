#pragma once
// The first-contact notice: who processes what people write, what for, their rights, how to stay unnamed, and where the
// terms are. Which version of the terms was shown is in the journal.

#include "core/commune/commune.hpp"
#include "core/outbox/post.hpp"

#include <string>

namespace langnghe {

std::string notice(const Commune& commune);

// The fact that goes with the entry of what was first said: "terms=2026-01".
std::string terms_fact(const Commune& commune);

// Whether this person has yet to be shown the terms as they are now.
bool lacks_notice(const Commune& commune, const Identity& identity);

// Puts the notice before an answer, once for each identity, with a button for the anonymous way; before the first
// answer after the terms changed, that they did. `recorded`: an entry of the journal has the fact already.
void add_notice(Context& context, Identity& identity, Letter& answer, bool recorded);

} // namespace langnghe
