#pragma once
// Days that pass in a World: what the daemon's loop does, without the loop.

#include "tests/unit/intake/world.hpp"

#include <functional>
#include <string>

namespace langnghe::test {

// "2026-11-20 16:00" in Vietnam.
TimePoint vietnam(const std::string& text);

// Does what is due now, each ticket and person in a transaction of its own.
void keep(World& world);

// Lets time pass in steps of ten minutes, and does what is due at each; restarts the program after every `restart`-th
// when that is not 0.
void pass(World& world, const std::string& until, int restart = 0);

// A ticket of this citizen, from now.
Ticket report(World& world, const std::string& who, const std::string& words = "Cống tắc trước nhà văn hóa");

// The ticket as it would be after other steps, with a journal entry.
Ticket set(World& world, const Ticket& ticket, const std::function<void(Ticket&)>& change);
Ticket finish(World& world, const Ticket& ticket);

// Texts to this chat that have these words.
int heard(const Texts& texts, const std::string& words);

} // namespace langnghe::test
