#pragma once
// What an answer of Zalo's bot platform means for what was sent. Errors come with HTTP 200 and ok:false. Source: the
// documented codes (400, 401, 403, 404, 408, 429), 410 as people observed it; nothing says when to try again.

#include "core/channel/platform.hpp"

namespace langnghe::zalo_bot {

Outcome read_answer(const PlatformAnswer& answer, const OutboxItem& item, std::string_view token);

// The code inside the body, or else of HTTP.
unsigned code_of(const PlatformAnswer& answer);

} // namespace langnghe::zalo_bot
