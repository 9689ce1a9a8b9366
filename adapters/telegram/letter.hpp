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
void put_words(nlohmann::json& body, std::string_view text, std::string_view name, std::size_t longest);

// The buttons that Telegram would take; no member when there is none.
void put_keyboard(nlohmann::json& body, const OutboxItem& item, const ChannelTraits& traits);

} // namespace langnghe::telegram
