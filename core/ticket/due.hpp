#pragma once
// What a ticket owes next, and by when.

#include "core/calendar/deadline.hpp"
#include "core/commune/taxonomy.hpp"

namespace langnghe {

// A new ticket is to be verified within so many working hours of its reception.
inline calendar::Deadline verification_due(const Taxonomy& taxonomy, TimePoint received)
{
    using calendar::Period;
    return due_after(taxonomy.calendar, received, {Period::Unit::working_hours, taxonomy.deadlines.verify_hours});
}

} // namespace langnghe
