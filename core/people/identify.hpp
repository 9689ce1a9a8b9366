#pragma once
// Finds or adds the identity behind an inbound event, and notes that it wrote: that opens the platform's reply window.

#include "core/commune/commune.hpp"
#include "core/intake/inbound_event.hpp"

#include <optional>

namespace langnghe {

Identity identify(Context& context, const std::string& channel, const Person& person, TimePoint at);

// The same for somebody who was met in a group, or named: that opens no window.
Identity identify(Context& context, const std::string& channel, const Person& person);

// The official behind an identity; nothing for a citizen, or when the user is disabled.
std::optional<User> official_of(Context& context, const Identity& identity);

} // namespace langnghe
