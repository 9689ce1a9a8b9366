#pragma once
// Which of the due rows go out now: a pure choice of rows, pace and time.

#include "core/outbox/bundle.hpp"
#include "core/outbox/decide.hpp"
#include "core/outbox/pace.hpp"
#include "core/outbox/quiet.hpp"
#include "core/outbox/quota.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace langnghe::outbox {

// News for which money is asked waits so long for more of it.
inline constexpr Duration paid_company = std::chrono::minutes{15};

struct Candidate
{
    OutboxItem item;
    std::optional<TimePoint> last_inbound_at{}; // of the private chat; opens the platform's window
    QuietHours quiet{};                         // of this chat
    std::vector<OutboxItem> behind{};           // the same chat's news after it, in order
    std::optional<Form> form{};                 // approved words, where plain ones may not go now
};

struct Due
{
    std::vector<Candidate> candidates; // one per chat, most urgent first
    std::optional<TimePoint> next;     // when the next row is due, if any
    Allowance allowance;               // of the platform's package; what it does not admit stays queued
};

struct Terms
{
    const ChannelTraits& traits;
    bool paid_allowed = false;
    std::size_t room = 0; // for so many messages at once; the last place is not for news
};

struct Plan
{
    std::vector<Parcel> send;        // paid for at the pace; to be claimed
    std::vector<OutboxItem> changed; // not sent now: expired, undeliverable, or put off to a later time
    std::optional<TimePoint> next;   // look again then at the latest; empty: when something happens
};

Plan plan(Due due, Pace& pace, const Terms& terms, TimePoint now);

} // namespace langnghe::outbox
