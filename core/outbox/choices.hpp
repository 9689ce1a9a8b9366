#pragma once
// Buttons on a platform that has none: a numbered list under the text, and the number that comes back as an answer.

#include "core/commune/commune.hpp"
#include "core/intake/inbound_event.hpp"
#include "core/outbox/item.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace langnghe::outbox {

// At most `longest` UTF-16 units: the text gives way to the list.
std::string with_choices(const Catalogue& say, std::string_view text, const std::vector<Button>& buttons,
                         std::size_t longest);

// The press that a private message stands for: the number of a choice that this chat was offered last.
std::optional<ButtonPress> choice_in(Context& context, const std::string& channel, const Message& message);

} // namespace langnghe::outbox
