#pragma once
// A message of Telegram, whatever it carries: words, files, a place, or the news that a group changed.

#include "adapters/json/reader.hpp"
#include "core/intake/inbound_event.hpp"

namespace langnghe::telegram {

EventContent read_message(json::View message, bool edited, std::string_view bot_id);

} // namespace langnghe::telegram
