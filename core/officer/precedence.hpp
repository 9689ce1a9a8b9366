#pragma once
// In which order open work is shown.

#include "core/store/worklists.hpp"
#include "core/ticket/ticket.hpp"

#include <vector>

namespace langnghe::officer {

WorkItem item_of(const Ticket& ticket);

// By the day of the deadline; of one day first what is urgent, then what more people reported, then what is due
// earlier. What has no deadline comes last. The day, not the minute: two things that are due within it are equals, and
// a deadline never waits for a crowd.
bool comes_before(const WorkItem& a, const WorkItem& b);

} // namespace langnghe::officer
