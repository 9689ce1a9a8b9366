#pragma once
// A bot's token is "<digits>:<key>" on Telegram and on Zalo's bot platform alike.

#include <algorithm>
#include <string>
#include <string_view>

namespace langnghe {

// The digits before the colon; empty when the token is not of that form.
inline std::string bot_id_in(std::string_view token)
{
    const auto id = token.substr(0, token.find(':'));
    const bool digits = std::all_of(id.begin(), id.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits && id.size() < token.size() ? std::string{id} : std::string{};
}

} // namespace langnghe
