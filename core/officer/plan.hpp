#pragma once
// From an order to the steps it takes: an official who transfers a received ticket verifies and classifies it on the
// way. And what an order still lacks before it can be taken.

#include "core/officer/order.hpp"
#include "core/process/act.hpp"

#include <string>
#include <vector>

namespace langnghe::officer {

// The step that the order is, on this ticket as it stands.
Action action_of(Context& context, const Order& order, const Ticket& ticket);

// What it is called there, as on a button.
std::string title_of(Context& context, const Order& order, const Ticket& ticket);

// The right that it takes.
Right right_of(Context& context, const Order& order, const Ticket& ticket);

// The steps, in their order; none when no way leads there from where the ticket stands. `files` go with the last one.
std::vector<Step> plan(Context& context, const Order& order, const Ticket& ticket,
                       const std::vector<OutboxFile>& files = {});

// Whether any way leads there, whatever the steps on it will need.
bool leads(Context& context, const Order& order, const Ticket& ticket);

// What is to be asked next; nothing when the order is whole.
Slot lacking(Context& context, const Order& order, const Ticket& ticket);

// Keys that the program proposes, empty when it has no idea: what the ticket has, else what its words name.
std::string suggested_field(Context& context, const Ticket& ticket);
std::string suggested_area(Context& context, const Ticket& ticket);
// Where the routes send it with this field, unless the words are about that department.
std::string suggested_department(Context& context, const Ticket& ticket, const std::string& field);

} // namespace langnghe::officer
