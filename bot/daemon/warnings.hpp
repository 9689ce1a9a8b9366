#pragma once
// What an administrator should see to though it keeps nothing from running; one line each.

#include "core/commune/commune.hpp"

#include <string>
#include <vector>

namespace langnghe::daemon {

std::vector<std::string> warnings_of(Tx& tx, const Commune& commune, TimePoint now);

} // namespace langnghe::daemon
