#pragma once
// What is said when an appointment has come, and to whom. Inside core/clock.

#include "core/clock/plan.hpp"

namespace langnghe::clock {

void carry_out(Context& context, const Ticket& ticket, const Appointment& appointment);

// Whose the next step is; the keepers' where it may be a denunciation.
std::vector<User> responsible(Context& context, const Ticket& ticket);

// The same by name: a person, a department, or the intake.
std::string responsible_name(Context& context, const Ticket& ticket);

} // namespace langnghe::clock
