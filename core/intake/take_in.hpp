#pragma once
// One inbound event, one call, one transaction: what comes in becomes or joins a ticket, and what is to be told goes
// into the outbox. The event is acknowledged to the platform only after this transaction is on disk.

#include "core/commune/commune.hpp"
#include "core/intake/inbound_event.hpp"

#include <string_view>

namespace langnghe {

enum class Intake
{
    accepted,  // stored or acted upon
    duplicate, // was here before: changed nothing
    ignored,   // understood, and nothing to store
    parked,    // not understood: kept raw
    replayed,  // so old that its key may be forgotten: nothing is stored
};

// Keys of events are kept so long; what is older and no message cannot be told from a repeat.
inline constexpr Duration keys_kept = std::chrono::days{30};

// Platforms repeat for hours, and clocks are minutes wrong: what comes outside of that is looked into.
bool is_out_of_time(const InboundEvent& event, TimePoint now);

// `raw` is the event as it came, for parking.
Intake take_in(Context& context, const InboundEvent& event, std::string_view raw);

// Keeps an event raw that the store refused to take in: a platform that repeats it for ever would bring nothing else.
Intake set_aside(Context& context, const InboundEvent& event, std::string_view raw);

// An event that was parked before and is understood now; its key is known already.
Intake take_again(Context& context, const InboundEvent& event);

std::string_view name_of(Intake intake);

} // namespace langnghe
