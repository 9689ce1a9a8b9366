#pragma once
// What waits for somebody from whom the ticket is kept from now on does not go out any more. Inside core/process.

#include "core/commune/commune.hpp"
#include "core/process/kept_from.hpp"

namespace langnghe::process {

// News of this ticket, and what they were asked about it as officials. What one of them hears as its reporter goes on.
void withhold(Context& context, const Ticket& ticket, const KeptFrom& kept_from);

} // namespace langnghe::process
