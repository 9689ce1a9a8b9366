#pragma once
// What an answer of Zalo means for what was sent. Errors come with HTTP 200 and a negative `error`. Source: the code
// table of developers.zalo.me, with what people who run it report.

#include "core/channel/platform.hpp"

namespace langnghe::zalo_oa {

Outcome read_answer(const PlatformAnswer& answer, const OutboxItem& item, std::string_view token);

} // namespace langnghe::zalo_oa
