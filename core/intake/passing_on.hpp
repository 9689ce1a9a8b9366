#pragma once
// What an official takes down for somebody else: who said it, what the official hears of it, and the one question that
// is left where the platform names nobody.

#include "core/commune/commune.hpp"
#include "core/intake/enter_message.hpp"
#include "core/intake/inbound_event.hpp"

#include <string>

namespace langnghe {

// The author as the platform names him: an identity, or a name alone.
Authorship passed_on(Context& context, const std::string& channel, const Origin& origin, IdentityId by);

// What the official said with it: a note, and the area and field that it names.
void take_note(const Context& context, Authorship& authorship, const std::string& words);

// Tells who passed it on, in private, what became of it; asks for name and place where nobody is named.
void tell_recorder(Context& context, const Identity& recorder, const Entered& entered, const Message& original,
                   const Authorship& authorship);

// True when the message was the answer to that question.
bool take_reporter(Context& context, const Identity& identity, const Message& message);

} // namespace langnghe
