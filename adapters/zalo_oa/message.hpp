#pragma once
// Messages of Zalo in either direction: words, attachments, place, presses of our buttons.

#include "adapters/json/reader.hpp"
#include "adapters/zalo_oa/catalogue.hpp"
#include "core/intake/inbound_event.hpp"

namespace langnghe::zalo_oa {

// What our buttons' data begins with; a press comes back as a text of '#' and the data.
inline constexpr std::string_view button_mark = "ln:";

// A user's message; `family` is message, anonymous or group_message.
EventContent read_message(json::View event, Family family, std::string_view oa_id);

// The account's own message; `family` is echo or group_echo.
EventContent read_echo(json::View event, Family family);

} // namespace langnghe::zalo_oa
