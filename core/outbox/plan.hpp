#pragma once
// Which of the due rows go out now: a pure choice of rows, pace and time.

#include "core/outbox/decide.hpp"
#include "core/outbox/pace.hpp"
#include "core/outbox/quota.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace langnghe::outbox {

struct Candidate
{
    OutboxItem item;
    std::optional<TimePoint> last_inbound_at; // of the private chat; opens the platform's window
};

struct Due
{
    std::vector<Candidate> candidates; // one per chat, most urgent first
    std::optional<TimePoint> next;     // when the next row is due, if any
    Allowance allowance;               // of the platform's package; what it does not admit stays queued
};

struct Plan
{
    std::vector<OutboxItem> send;   // paid for at the pace; to be claimed
    std::vector<OutboxItem> unsent; // settled without an attempt: expired, undeliverable
    std::optional<TimePoint> next;  // look again then at the latest; empty: when something happens
};

Plan plan(Due due, Pace& pace, const ChannelTraits& traits, bool paid_allowed, std::size_t room, TimePoint now);

} // namespace langnghe::outbox
