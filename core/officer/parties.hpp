#pragma once
// Departments and officials by name, where a command says whom a ticket is kept from.

#include "core/officer/choices.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace langnghe::officer {

// Who may be kept out, those who have it first; of /botranh who is.
std::vector<Choice> parties_for(Talk& talk, const Order& order, const Ticket& ticket);

// The names that a command may begin with, officials also by a title and their given name.
void add_parties(Vocabulary& vocabulary, Context& context);

// The whole name of somebody and the last of it: people are called by their given name.
void add_person(Vocabulary& vocabulary, Slot slot, const std::string& key, std::string_view name, Where where);

} // namespace langnghe::officer
