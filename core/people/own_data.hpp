#pragma once
// The rights of whoever writes: to stop and resume news, to have a copy of what is kept of them, to have it erased
// after one question, to read the terms. Each use is in the journal. Source: Law 91/2025/QH15 on personal data.

#include "core/commune/commune.hpp"
#include "core/intake/inbound_event.hpp"
#include "core/people/wish.hpp"

#include <string_view>

namespace langnghe {

inline constexpr std::string_view erase_choice = "erase:"; // begins the buttons' data
inline constexpr std::chrono::minutes erase_life{15};      // of the question

void fulfil(Context& context, const Identity& identity, const ChatRef& chat, Wish wish);

// A pressed button, without the prefix of all of ours; false when it is none of these.
bool take_rights_press(Context& context, const Identity& identity, const ChatRef& chat, std::string_view data);

} // namespace langnghe
