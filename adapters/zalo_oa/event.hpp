#pragma once
// One authentic body of Zalo to its events: one, or one per message for "seen".

#include "adapters/json/reader.hpp"
#include "core/intake/inbound_event.hpp"

namespace langnghe::zalo_oa {

struct EventContext
{
    std::string_view channel;
    std::string_view oa_id;
    TimePoint received_at;
    std::string_view body; // its hash is the key of an event without ids
};

// Never empty.
std::vector<InboundEvent> read_event(json::View event, const EventContext& context);

// A body that is beyond reading, kept by its hash.
InboundEvent unreadable_event(const EventContext& context);

// Milliseconds as a number or as text; nothing when they are none of our century: the documentation's own samples lack
// a digit.
std::optional<TimePoint> read_time(json::View object, std::string_view key);

} // namespace langnghe::zalo_oa
