#pragma once
// Where it is, of what a citizen reported in private without saying so: asked once, in the receipt itself. No question
// is stored: a ticket that has neither area nor place is one, for as long as questions live. What answers it is the
// citizen's word, recorded as such: a button, the name of an area, a position.

#include "core/commune/commune.hpp"
#include "core/intake/inbound_event.hpp"
#include "core/outbox/post.hpp"

#include <string_view>
#include <vector>

namespace langnghe::place {

// Adds the question and its buttons to the receipt of a ticket that was just opened with this message; nothing where
// the message says it, or is a question to which it does not matter. `earlier`: other tickets of the same person, the
// newest first; their areas come first, then the taxonomy's in its order. `others`: buttons that the receipt will have
// besides.
void ask(const Context& context, const Ticket& opened, const Message& message, const std::vector<Ticket>& earlier,
         std::size_t others, Letter& receipt);

// Whether its place may still be told by its reporter.
bool is_open(const Context& context, const Ticket& ticket);

// Whether the message says where, and hardly anything else.
bool is_answer(const Context& context, const Message& message);

// The area that words on such a ticket name becomes its own.
void take_words(const Context& context, Ticket& ticket, const Message& message);

// A press, "place:TICKET:AREA"; false when it is no such button. What officials classified meanwhile stands.
bool take_press(Context& context, const Identity& identity, std::string_view data);

} // namespace langnghe::place
