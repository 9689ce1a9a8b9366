#pragma once
// An order, judged and taken: who may, on which version, whether it is whole; or a plain answer that says what to do.

#include "core/officer/order.hpp"
#include "core/officer/talk.hpp"

#include <string>

namespace langnghe::officer {

void carry_out(Talk& talk, const Order& order);

// The answer to a code that is not there, or not for him: the same.
void tell_unknown(Talk& talk, const std::string& code);

// "Somebody took a step here a moment ago. Go on?"
std::string question_of_change(Talk& talk, const Order& order, const Ticket& ticket);

// An example of the verb as this person may type it: "/chuyen LS-26-0042 ...".
std::string example_of(const Context& context, const User& user, Verb verb, const std::string& code);

} // namespace langnghe::officer
