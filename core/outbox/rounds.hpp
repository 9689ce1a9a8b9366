#pragma once
// What a dispatcher reads and writes in its rounds, each function one transaction: look, put off, claim, record.

#include "core/commune/commune.hpp"
#include "core/outbox/outcome.hpp"
#include "core/outbox/plan.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace langnghe::outbox {

struct Seen
{
    Due due;
    Usage usage;                           // of the platform's package, where it has one
    std::optional<TimePoint> paused_until; // nothing may be sent; `forever` without an end
    bool lapsed = false;                   // a row is claimed beyond its lease
};

inline constexpr TimePoint forever = TimePoint::max();

// One due row for each chat that is not busy, with what has to be known to send it.
Seen look(Tx& tx, const Commune& commune, const ChannelInfo& channel, std::size_t room,
          const std::vector<std::string>& busy, TimePoint now);

// Rows that a plan settled unsent or put off; those that are no longer queued stay as they are.
void put_off(Tx& tx, const std::vector<OutboxItem>& changed);

// Before anything is written to the network: after a crash these rows are known to be in doubt. Gives back what is
// still to be sent, as stored.
std::vector<Parcel> claim(Tx& tx, const std::vector<Parcel>& parcels, TimePoint lease_until);

// What became of a message; `after` are its rows, settled.
void record(Context& context, const std::vector<OutboxItem>& before, const std::vector<OutboxItem>& after,
            const Outcome& outcome);

} // namespace langnghe::outbox
