#pragma once
// The reporter opens a finished ticket again: by a button, or by words. What the score says to him is said alike.

#include "core/intake/inbound_event.hpp"
#include "core/outbox/post.hpp"

#include <string>
#include <string_view>

namespace langnghe::score {

// "mo lai", with its diacritics or without, as a whole message reopens the ticket that the sender was asked about, else
// the newest, if it is finished and may be.
bool take_reopening(Context& context, const Identity& identity, std::string_view words);

bool asks_to_reopen(std::string_view words);

// The same as the reporter's reply in the group where it was reported; false when it is something else, or the window
// is over.
bool take_group_reopening(Context& context, IdentityId writer, const Ticket& ticket, const Message& message);

// Adds the button that reopens it, for its reporter, where that is a way from its state.
void offer_reopening(const Context& context, const Identity& identity, const Ticket& ticket, Letter& letter);

// Reopens it, or says why not.
void reopen(Context& context, const Identity& identity, const Ticket& ticket);
Button reopen_button(const Context& context, const Ticket& ticket);

// Inside core/score.
bool is_finished(Status status);
std::string code_of(const Context& context, const Ticket& ticket);
Letter letter_to(const Identity& identity, const Ticket& ticket, DeliveryKind kind, std::string text);
// What he was asked about this ticket needs no answer any more.
void close_question(Context& context, const Identity& identity, TicketId ticket);

} // namespace langnghe::score
