#pragma once
// What an official passes on in his private chat: a forward, a reply to a message of another chat, or his own words on
// behalf of somebody.

#include "core/commune/commune.hpp"
#include "core/intake/enter_message.hpp"
#include "core/intake/inbound_event.hpp"

#include <string>

namespace langnghe {

// A forward: the platform names its author, or a name alone.
Kept pass_on(Context& context, const Identity& official, const Message& message, TimePoint at);

// /ghi, with these words.
Kept record_privately(Context& context, const Identity& official, const Message& message, TimePoint at,
                      const std::string& words);

} // namespace langnghe
