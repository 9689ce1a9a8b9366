#pragma once
// A delivery in approved words: no other word of it goes out, only its ticket's code, state, time and address.

#include "core/commune/commune.hpp"
#include "core/outbox/item.hpp"

#include <optional>

namespace langnghe::outbox {

bool has_form(const ChannelInfo& channel, const OutboxItem& item);

// Nothing when no template is meant for it, or its ticket is gone.
std::optional<Form> fill_form(Tx& tx, const Commune& commune, const ChannelInfo& channel, const OutboxItem& item,
                              TimePoint now);

} // namespace langnghe::outbox
