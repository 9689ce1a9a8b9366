#pragma once
// `langnghe restore FILE`. The store must be free and not there yet.

#include "bot/commands/face.hpp"

#include <string>

namespace langnghe::commands {

int restore(const Face& face, const std::string& file);

} // namespace langnghe::commands
