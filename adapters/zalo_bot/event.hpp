#pragma once
// One event of Zalo's bot platform. Where its pages and its traffic disagree both shapes are taken: wrapped in
// {ok, result} or flat, `photo` or `photo_url`, `display_name` or `first_name`, milliseconds or seconds.

#include "adapters/json/reader.hpp"
#include "core/intake/inbound_event.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace langnghe::zalo_bot {

struct EventContext
{
    std::string_view channel;
    std::string_view bot_id;
    const std::vector<std::string>& names; // of the bot, as a mention in a group spells them
    TimePoint received_at;
};

// What stands inside the {ok, result} of an answer or a documented webhook, or the document itself.
std::vector<json::View> events_in(json::View document);

InboundEvent read_event(json::View event, const EventContext& context);

// The disputed shapes that this document has, as words between spaces: "flat photo_url display_name".
std::string variants_of(json::View document);

} // namespace langnghe::zalo_bot
