#pragma once
// Guides an administrator through letting the program into a Zalo Official Account: permission, code, tokens, domain,
// webhook. Nothing is stored before the tokens are known to be of the configured account.

#include "bot/commands/face.hpp"

#include <string>

namespace langnghe::commands {

// `pasted` is the code, or the whole address that the browser ended up at; empty: ask for it.
int connect_zalo(const Face& face, const Target& target, const Channel& channel, std::string pasted);

} // namespace langnghe::commands
