#pragma once
// What a citizen hears at once in private of what became of a message: one letter, with what may be done about it.

#include "core/commune/commune.hpp"
#include "core/intake/enter_message.hpp"
#include "core/intake/inbound_event.hpp"

#include <string_view>

namespace langnghe {

inline constexpr std::string_view my_tickets_press = "ln:my"; // data of the button that lists the own tickets

void acknowledge(Context& context, Identity& identity, const Message& message, const Entered& entered);

} // namespace langnghe
