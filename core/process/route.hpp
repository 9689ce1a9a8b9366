#pragma once
// Who gets what: field × area × urgency to department, groups and leaders, as the taxonomy's routes say, else as the
// field does.

#include "core/commune/commune.hpp"

#include <functional>
#include <string>
#include <vector>

namespace langnghe {

// The route that says most about this ticket; one with nothing but the field's department when none does.
Route route_of(const Taxonomy& taxonomy, const Ticket& ticket);

// Who leads the handling: those that the route names, else the leaders of the ticket's department and of the commune.
// None that is disabled or kept out.
std::vector<User> leaders_of(Context& context, const Ticket& ticket);

// Who handles it: whom it is assigned to, else the department's handlers, else (nobody is there) its leaders; before a
// department has it the intake officers, else the leaders; of what is sealed or suspected the keepers. None that may
// not see it.
std::vector<User> in_charge_of(Context& context, const Ticket& ticket);

// Everybody of this role who may see the ticket.
std::vector<User> watchers_of(Context& context, const Ticket& ticket, Role role);
// Everybody who fits and may see it.
std::vector<User> watchers_of(Context& context, const Ticket& ticket, const std::function<bool(const User&)>& fits);

} // namespace langnghe
