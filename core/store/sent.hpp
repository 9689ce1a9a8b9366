#pragma once
// What went out already, for the questions that a later message raises.

#include "core/outbox/quota.hpp"

#include <string_view>
#include <vector>

namespace langnghe {

class Sent
{
public:
    virtual ~Sent() = default;
    virtual outbox::Usage usage(std::string_view channel, std::int64_t month) = 0;
    // The buttons of the latest message to this chat that had some; none when it is older than `since`.
    virtual std::vector<Button> last_choices(std::string_view channel, std::string_view chat, TimePoint since) = 0;
    // Whether exactly this was written to the chat since then, or waits to be.
    virtual bool told(std::string_view channel, std::string_view chat, std::string_view text, TimePoint since) = 0;
};

} // namespace langnghe
