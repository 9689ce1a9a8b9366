#pragma once
// What an official missed while the platform let nobody write to him: told in one message when he writes again.

#include "core/commune/commune.hpp"

namespace langnghe::officer {

// Once for each delivery: what was summed up has expired.
void sum_up_missed(Context& context, const Identity& identity);

} // namespace langnghe::officer
