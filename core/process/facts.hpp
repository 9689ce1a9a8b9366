#pragma once
// What a step changed, as the journal keeps it beside the words: "field=giao_thong;due_at=1795…;assignee=none". A
// ticket's row can be told again from these and the states. Inside core/process.

#include "core/process/change.hpp"

#include <string>

namespace langnghe::process {

// What of a ticket is different.
std::string difference(const Ticket& before, const Ticket& after);

// The same, and what the step says besides.
std::string facts_of(const Change& change);

} // namespace langnghe::process
