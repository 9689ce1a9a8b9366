#pragma once
// The anonymous lane: a report that begins with the word for it has no name, here or in the journal, and its chat is
// known only to answer there.

#include "core/commune/commune.hpp"
#include "core/intake/inbound_event.hpp"

namespace langnghe {

// Finds or adds who wrote a private message. Who begins an anonymous report is not named, and not any more either when
// nothing was said under the name so far.
Identity identify_writer(Context& context, const std::string& channel, const Message& message, TimePoint at);

} // namespace langnghe
