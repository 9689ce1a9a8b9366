#pragma once
// When the program must look at a ticket by itself, and why. A function of what is stored: the same appointments come
// out however often one asks.

#include "core/clock/explain.hpp"

#include <optional>
#include <string>
#include <vector>

namespace langnghe::clock {

enum class Notice
{
    urgent,      // at once, to the duty people
    half,        // half of the working time is gone
    near,        // four working hours are left
    end,         // overdue from now on
    remind,      // to the citizen who was asked
    offer_close, // to officers: nobody answered
    close        // the time in which it could be reopened is over
};

struct Appointment
{
    Notice notice = Notice::end;
    Duty duty = Duty::verification;
    TimePoint at;
    TimePoint of; // the deadline, or the beginning, that it belongs to: another one makes another appointment
};

// In the order of time.
std::vector<Appointment> appointments(const Commune& commune, const Ticket& ticket,
                                      const std::optional<Course>& course);

// What tells an appointment from every other one of its ticket.
std::string key_of(const Appointment& appointment);

} // namespace langnghe::clock
