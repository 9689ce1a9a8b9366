#pragma once
// Once on each working day every official hears what is theirs, what is due today and what is overdue; leaders hear of
// everything that is overdue, and those who watch get the head of the journal. Nobody hears that there is nothing.

#include "core/commune/commune.hpp"

#include <optional>
#include <vector>

namespace langnghe::clock {

// Those who have not had today's; none outside of the hours for it.
std::vector<UserId> without_digest(Context& context);

// Composes and posts today's of this user, unless they had it.
void send_digest(Context& context, UserId user);

// When the next ones are due.
TimePoint next_digest(const Commune& commune, TimePoint now);

} // namespace langnghe::clock
