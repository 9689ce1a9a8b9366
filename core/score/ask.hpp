#pragma once
// The people's score: the reporter is asked once each time a ticket is finished, and reminded once. Not on what was
// refused, merged, sealed or may have to be. A later answer replaces the one before while the question is open.

#include "core/commune/commune.hpp"
#include "core/store/scores.hpp"

#include <optional>
#include <string_view>

namespace langnghe::score {

// Whether its reporter is to be asked, or was.
bool is_scored(const Ticket& ticket);

// Whether the reporter can be asked now. A group never is: of what was reported in one, whoever reported it is asked in
// private, if he may be written to there.
bool can_ask(Context& context, const Ticket& ticket);

// Asks, unless it was done for this closure.
void ask(Context& context, const Ticket& ticket);

// When to remind of it; nothing when that is done, or an answer came.
std::optional<TimePoint> reminder_at(const Score& score);
void remind(Context& context, const Ticket& ticket);

// What was asked about the present closure of this ticket.
std::optional<Score> present(Context& context, const Ticket& ticket);

// A whole message "1" to "5" in a chat whose newest open question is one for a score. False: it is something else.
bool take_number(Context& context, const Identity& identity, std::string_view words);

// `data` is without our prefix: "score:7:1:5" (ticket, closure, score), "reopen:7". False when it is no such button.
bool take_press(Context& context, const Identity& identity, std::string_view data);

// Words that came on the ticket after a low score: the reason for it.
void take_comment(Context& context, const Identity& identity, const Ticket& ticket);

} // namespace langnghe::score
