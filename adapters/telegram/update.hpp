#pragma once
// One update of Telegram to one event, whatever kind it is.

#include "adapters/json/reader.hpp"
#include "adapters/telegram/message.hpp"

namespace langnghe::telegram {

InboundEvent read_update(json::View update, const UpdateContext& context);

} // namespace langnghe::telegram
