#pragma once
// Why a delivery is where it is, and what is left to do when it cannot arrive: for administrators.

#include "core/channel/traits.hpp"
#include "core/outbox/item.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace langnghe::outbox {

// One line; empty when it arrived.
std::string why(const OutboxItem& item, TimePoint now);

// Other ways to the person when this one is closed.
enum class Way
{
    message_template, // an approved template of the platform, by user id
    group,            // the bound group of the ticket's area
    web,              // the ticket's progress page
    phone             // the list of people to call
};

std::string_view name_of(Way way);

// `group`: the area of its ticket has a bound group. Empty unless it is undeliverable.
std::vector<Way> ways_left(const OutboxItem& item, const ChannelTraits& traits, bool group);

} // namespace langnghe::outbox
