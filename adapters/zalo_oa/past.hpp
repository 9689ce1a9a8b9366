#pragma once
// A page of a chat's past: GET group/conversation, and the same rows of GET conversation. They differ from events:
// flat, one link to a row, the text under "message", the array under "data" or one deeper. Source: developers.zalo.me,
// as of November 2026; the names of older answers are taken too.

#include "adapters/json/reader.hpp"
#include "core/channel/history.hpp"

#include <optional>
#include <string_view>

namespace langnghe::zalo_oa {

inline constexpr std::size_t past_page = 10; // rows; the platform gives no more at once

struct PastContext
{
    ChatRef chat;
    std::string_view oa_id;
    std::string_view token; // never shown
};

// Nothing for a row without id, author, time or content.
std::optional<PastMessage> read_past_row(json::View row, const PastContext& context);

PastPage read_past_page(const PlatformAnswer& answer, const PastContext& context);

} // namespace langnghe::zalo_oa
