#pragma once
// A message of ours as parameters of a call: where it goes, its words, its buttons. Never a parse_mode: a citizen's
// words cannot then break the message or dress it up.

#include "core/channel/traits.hpp"
#include "core/outbox/item.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <string_view>

namespace langnghe::telegram {

// Chat, topic and the message that is replied to; an original that is lost does not hold the message up.
nlohmann::json address_of(const OutboxItem& item);

// Under the name "text" or "caption", cut to so many UTF-16 units, with their entities. No caption is no member.
nlohmann::json words_of(std::string_view text, std::string_view name, std::size_t longest);

// The buttons that Telegram would take; an empty object when there is none.
nlohmann::json keyboard_of(const OutboxItem& item, const ChannelTraits& traits);

} // namespace langnghe::telegram
