#pragma once
// What asks in words that something be taken in: /ghi, /phananh or /ticket, in a group also a mention of the bot.

#include "core/intake/inbound_event.hpp"

#include <optional>
#include <string>

namespace langnghe {

// What a message asks to be taken in.
struct Request
{
    std::string words;  // said with it
    bool typed = false; // by a command; else by a mention
};

// Whether the command is one of those that take something in.
bool records(const std::string& command);

// Nothing when the message asks for nothing of the kind.
std::optional<Request> read_request(const Message& message);

} // namespace langnghe
