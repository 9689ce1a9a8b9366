#pragma once
// What our own side said in a chat by another way than the outbox: somebody's words in the platform's console. They
// stand in the journal, on the newest open ticket of that chat if there is one, and are not said again.

#include "core/commune/commune.hpp"
#include "core/intake/inbound_event.hpp"
#include "core/intake/take_in.hpp"

#include <string>

namespace langnghe {

Intake take_echo(Context& context, const std::string& channel, const Echo& echo);

} // namespace langnghe
