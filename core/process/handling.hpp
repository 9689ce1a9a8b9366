#pragma once
// The deadline of the handling: from when it counts, how much is given, and how long it stood still. Ticket::due_at is
// what comes out.

#include "core/commune/commune.hpp"
#include "core/process/course.hpp"

namespace langnghe::process {

// Working hours for what is urgent, else the field's working days.
calendar::Period given_for(const Taxonomy& taxonomy, const Ticket& ticket);

// By when the result is due; the course has begun.
TimePoint due_of(const Taxonomy& taxonomy, const Course& course);

// It counts from now, anew.
void begin(const Context& context, Ticket& ticket, Course& course);
// Field or urgency changed: the same beginning, another span.
void measure(const Context& context, Ticket& ticket, Course& course);
// It stands still: there is no deadline.
void pause(const Context& context, Ticket& ticket, Course& course);
// It goes on, later by the working time it stood still, if it did.
void resume(const Context& context, Ticket& ticket, Course& course);

} // namespace langnghe::process
