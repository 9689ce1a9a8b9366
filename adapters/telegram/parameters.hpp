#pragma once
// How values stand in the parameters of a call.

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace langnghe::telegram {

// The integer that this is the only spelling of; else nothing.
std::optional<std::int64_t> whole(std::string_view text);

// As a number where it is one: Telegram takes a name like "@channel" too.
nlohmann::json chat_id(const std::string& chat);

} // namespace langnghe::telegram
