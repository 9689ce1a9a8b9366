#pragma once
// Tickets that were merged into another: its followers, and theirs.

#include "core/commune/commune.hpp"

#include <vector>

namespace langnghe::process {

// The ticket itself, then those merged into it, directly or through others.
std::vector<Ticket> with_followers(Context& context, const Ticket& ticket);

// What it asked its reporters in private is answered: the question is closed in each of their chats.
void close_questions(Context& context, const Ticket& ticket);

// Adds so many voices to the master, and to those it was merged into itself; each is recorded.
void add_voices(Context& context, TicketId master, std::int64_t voices, const Ticket& of, const std::string& actor);

} // namespace langnghe::process
