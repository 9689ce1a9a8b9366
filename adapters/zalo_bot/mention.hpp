#pragma once
// "@name" of the bot inside a group's message. The platform delivers it as plain text and says nowhere where it ends,
// so the bot's names must be known.

#include <string>
#include <string_view>
#include <vector>

namespace langnghe::zalo_bot {

// The text without them, trimmed. Names are NFC; only whole ones count.
std::string without_mentions(std::string_view text, const std::vector<std::string>& names);

} // namespace langnghe::zalo_bot
