#pragma once
// The Bot API's objects as the pocket writes them: User, Chat, Message. Source: Bot API 10.3. Pure.

#include "adapters/sandbox/pocket.hpp"
#include "adapters/sandbox/world.hpp"

#include <nlohmann/json_fwd.hpp>

namespace langnghe::sandbox {

// The digits before the colon.
std::int64_t bot_id(const TelegramSide& side);

nlohmann::ordered_json telegram_bot(const TelegramSide& side);
nlohmann::ordered_json telegram_user(const Person& person);
nlohmann::ordered_json telegram_chat(const Chat& chat);

// With the message it replies to, which is never nested further.
nlohmann::ordered_json telegram_message(World& world, const TelegramSide& side, const Message& message);

// Whether a message of a group reaches a bot in privacy mode: commands for it or for nobody, replies to it.
bool reaches_private_bot(World& world, const TelegramSide& side, const Message& message);

} // namespace langnghe::sandbox
