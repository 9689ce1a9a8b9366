#pragma once
// `channel connect` where the token is all that is needed: the program tells the platform where to deliver, and shows
// what the platform says of it.

#include "bot/commands/face.hpp"

#include <string>

namespace langnghe::commands {

int connect_by_calls(const Face& face, const std::string& channel);

} // namespace langnghe::commands
