#pragma once
// How a text is dressed: by entities beside it, never by marks inside it, so that no word of a citizen can break or
// dress up a message. Offsets and lengths count UTF-16 units.

#include <nlohmann/json_fwd.hpp>

#include <string_view>

namespace langnghe::telegram {

// Codes of tickets ("LS-26-0042") are set as code, which a touch copies; an empty array when there is none.
nlohmann::json entities_of(std::string_view text);

} // namespace langnghe::telegram
