#pragma once
// What a platform can do besides: show what was said in a group before. A group message may quote one that we never
// stored; the event bears its id alone. Sans I/O like Platform. Calls bear secrets: never log one.

#include "core/channel/platform.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace langnghe {

struct PastMessage
{
    Message message; // the chat and the author named; the account's own are `from.is_bot`
    TimePoint at;
};

struct PastPage
{
    std::vector<PastMessage> messages; // newest first
    bool more = false;                 // the next page may hold older ones
    Outcome outcome;                   // accepted, or why nothing came
};

class GroupHistory
{
public:
    virtual ~GroupHistory() = default;

    // Page 0 is the newest. What is not within most_pages() is too old to be asked for.
    virtual PlatformCall past(std::string_view group, std::size_t page) const = 0;
    virtual PastPage read_past(const PlatformAnswer& answer, std::string_view group) const = 0;
    virtual std::size_t most_pages() const = 0;
};

} // namespace langnghe
