#pragma once
// Files that come after an official's words, in messages of their own: an order waits for those it cannot do without,
// and what he sends within a minute of an answer goes to the citizen after it.

#include "core/officer/order.hpp"
#include "core/officer/talk.hpp"

namespace langnghe::officer {

// Keeps the order until its files are here.
void wait_for_files(Talk& talk, const Order& order, const Ticket& ticket);

// The answer, or the result, went out; until he does something else.
void expect_more(Talk& talk, const Order& order, const Ticket& ticket);
void expect_no_more(Talk& talk);

// A bare photo or document that goes with one of these; true when it was.
bool take_more_files(Talk& talk, const Message& message, TimePoint at);

// The files that some order waits for may be here: called when one has come, or will not.
void files_settled(Context& context, TicketId ticket);

} // namespace langnghe::officer
