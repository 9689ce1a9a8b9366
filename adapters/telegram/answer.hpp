#pragma once
// What an answer of Telegram means for what was sent. Descriptions are no stable API: what is not known falls to its
// error code. Source: the official server's source 10.0 and observed errors.

#include "core/channel/platform.hpp"

namespace langnghe::telegram {

Outcome read_answer(const PlatformAnswer& answer, const OutboxItem& item, std::string_view token);

} // namespace langnghe::telegram
