#pragma once
// What comes in a private chat: a report, a command, the question where a report stands, a greeting; and from an
// official, plain text that is kept first and asked about then.

#include "core/commune/commune.hpp"
#include "core/intake/enter_message.hpp"
#include "core/intake/inbound_event.hpp"

#include <string>

namespace langnghe {

Kept take_private_message(Context& context, const std::string& channel, const Message& message, TimePoint at);

void take_press(Context& context, const std::string& channel, const ButtonPress& press, TimePoint at);

// Whether the message that bears this button asked for one decision, so that its buttons are of no more use.
bool serves_once(const ButtonPress& press);

// Somebody started the chat or came back; says who we are, once.
void take_contact(Context& context, const std::string& channel, const Contact& contact, TimePoint at);

} // namespace langnghe
