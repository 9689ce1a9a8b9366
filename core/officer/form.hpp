#pragma once
// The guided form: what an order lacks is asked for, with buttons where there is a list, and the answer is a press or
// plain words. Open for 72 hours; words without a reply answer it for the join window only.

#include "core/officer/choices.hpp"
#include "core/store/forms.hpp"

namespace langnghe::officer {

// Asks, or says what to type when several tickets are taken at once; `only` are the keys to choose from, all of them
// when it is empty.
void ask(Talk& talk, const Order& order, const Ticket& ticket, Slot slot, const std::vector<std::string>& only = {});

// Which of the choices are shown.
struct Page
{
    std::vector<std::string> only{}; // keys; empty: all
    std::size_t from = 0;
    std::string before{}; // said first
};

// Shows what the form asks.
void pose(Talk& talk, const OfficerForm& form, const Order& order, const Ticket& ticket, const Page& page = {});

// A new command takes the place of what was asked.
void drop_form(Talk& talk);

// A press on one of its buttons, "NUMBER:KEY".
void press_form(Talk& talk, std::string_view data);

// True when the message was the answer.
bool answer_form(Talk& talk, const Message& message, TimePoint at);

} // namespace langnghe::officer
