#pragma once
// What waits for somebody as an official and is not to reach him any more.

#include "core/commune/commune.hpp"
#include "core/outbox/item.hpp"

#include <optional>
#include <string_view>

namespace langnghe {

// Pushes and replies that wait for this account, of one ticket or of all, end in that state, with `why` as their error.
// What it hears as a citizen goes on, and so does what is being sent already.
void withdraw_pushes(Context& context, const Identity& identity, DeliveryState state, std::string_view why,
                     std::optional<TicketId> of = {});

} // namespace langnghe
