#pragma once
// One update of Telegram to one event, whatever kind it is.

#include "adapters/json/reader.hpp"
#include "core/intake/inbound_event.hpp"

namespace langnghe::telegram {

struct UpdateContext
{
    std::string_view channel;
    std::string_view bot_id;
    TimePoint received_at;
};

InboundEvent read_update(json::View update, const UpdateContext& context);

} // namespace langnghe::telegram
