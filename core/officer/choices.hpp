#pragma once
// What may be chosen where a form asks: one list, the same for the buttons, for a word that is typed, and for judging
// a press.

#include "core/officer/arguments.hpp"
#include "core/officer/order.hpp"
#include "core/officer/talk.hpp"

#include <string>
#include <vector>

namespace langnghe::officer {

struct Choice
{
    std::string title;
    std::string key;
};

// The likeliest first.
std::vector<Choice> choices_for(Talk& talk, const Order& order, const Ticket& ticket, Slot slot);

// The names that a command of this verb may contain, and those of the people whom the ticket may be given to.
Vocabulary vocabulary_for(Talk& talk, Verb verb, const std::vector<User>& people);

// Handlers of the ticket's department who may see it.
std::vector<User> people_for(Context& context, const Ticket& ticket);

// Puts what was chosen or found into the order; false when it is no such thing.
bool fill(Order& order, Slot slot, std::string_view key);

} // namespace langnghe::officer
