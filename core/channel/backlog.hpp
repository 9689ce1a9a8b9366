#pragma once
// What a platform can do besides: show again what people wrote to us, where its webhook did not find us. Sans I/O like
// Platform. Calls bear secrets: never log one.

#include "core/channel/platform.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace langnghe {

struct PastEvent
{
    std::string chat;
    TimePoint at{};
    std::string body; // as the webhook would have brought it; empty: our own message, or not readable
};

struct BacklogPage
{
    std::vector<PastEvent> events; // newest first; shorter than page_size(): the last page
    Outcome outcome;               // accepted, or why there is nothing
};

class BacklogPlatform
{
public:
    virtual ~BacklogPlatform() = default;

    virtual std::size_t page_size() const = 0;
    // The last message of each private chat, the chats with the newest first.
    virtual PlatformCall recent_chats(std::size_t offset) const = 0;
    // The messages of one private chat, the newest first.
    virtual PlatformCall conversation(std::string_view chat, std::size_t offset) const = 0;
    // Of either.
    virtual BacklogPage read_backlog(const PlatformAnswer& answer) const = 0;
};

} // namespace langnghe
