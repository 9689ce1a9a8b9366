#pragma once
// What people write to the program that is no report.

#include "core/commune/taxonomy.hpp"
#include "core/intake/inbound_event.hpp"

#include <string_view>

namespace langnghe {

bool asks_for_own_tickets(std::string_view text);

// Greetings, thanks and stickers, except as an answer to something.
bool is_small_talk(const Taxonomy& taxonomy, const Message& message);

} // namespace langnghe
