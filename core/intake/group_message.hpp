#pragma once
// What comes in a group. A message that nobody takes is not stored; a reply to a message of a ticket joins it; an
// unbound group gets one answer, then silence.

#include "core/commune/commune.hpp"
#include "core/intake/enter_message.hpp"
#include "core/intake/inbound_event.hpp"

#include <string>

namespace langnghe {

Group find_or_add_group(Context& context, const std::string& channel, const ChatRef& chat);

Kept take_group_message(Context& context, const std::string& channel, const Message& message, TimePoint at);

// The bot came into a group, or left it.
void take_group_change(Context& context, const std::string& channel, const GroupChange& change);

void take_migration(Context& context, const std::string& channel, const GroupMigrated& migrated);

} // namespace langnghe
