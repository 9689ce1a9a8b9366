#pragma once
// A message of Telegram, whatever it carries: words, files, a place, or the news that a group changed.

#include "adapters/json/reader.hpp"
#include "core/intake/inbound_event.hpp"

namespace langnghe::telegram {

struct UpdateContext
{
    std::string_view channel;
    std::string_view bot_id;
    std::string_view bot_username; // may be empty
    TimePoint received_at;
};

EventContent read_message(json::View message, bool edited, const UpdateContext& context);

} // namespace langnghe::telegram
