#pragma once
// Whether a commune's store and files can be where the configuration puts them.

#include "bot/config/config.hpp"

#include <string>
#include <vector>

namespace langnghe::commands {

// One line for each place that cannot be used, with what to do.
std::vector<std::string> unusable_places(const config::CommuneSection& section);

} // namespace langnghe::commands
