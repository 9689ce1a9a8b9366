#pragma once
// What happens to an outbox item: pure decisions of item, outcome and time. The dispatcher only carries them out.

#include "core/channel/traits.hpp"
#include "core/outbox/item.hpp"
#include "core/outbox/outcome.hpp"
#include "core/people/people.hpp"

#include <vector>

namespace langnghe::outbox {

inline constexpr int max_attempts = 50;
inline constexpr Duration lease = std::chrono::seconds{60};
inline constexpr Duration longest_back_off = std::chrono::minutes{15};
inline constexpr Duration channel_pause = std::chrono::minutes{1};    // before a paused channel is tried again
inline constexpr Duration longest_told_wait = std::chrono::hours{24}; // a platform that says more is asked once a day
// Steps that follow one another within this time are told in one message.
inline constexpr Duration news_rest = std::chrono::seconds{3};
inline constexpr Duration echo_wait = std::chrono::minutes{1};

// How long an item of this kind is worth sending.
Duration shelf_life(DeliveryKind kind);

// 2 s, 4 s, 8 s… to the longest, less up to a quarter of it. `jitter` is in [0, 1).
Duration back_off(int attempts, double jitter);

// How long the platform is left alone after an answer that asks for a pause: never shorter than told.
Duration told_wait(Duration told, double jitter);

// The item as it is to be stored after this outcome.
OutboxItem settle(OutboxItem item, const Outcome& outcome, const ChannelTraits& traits, TimePoint now, double jitter);

// The same for rows that went out as one message. When that message is refused for good, each goes once more, alone.
std::vector<OutboxItem> settle(const std::vector<OutboxItem>& rows, const Outcome& outcome, const ChannelTraits& traits,
                               TimePoint now, double jitter);

// A row that was claimed when the process died, or whose lease ran out: nobody knows whether it went out.
OutboxItem recover(OutboxItem item, const ChannelTraits& traits, TimePoint now);

// A message whose files cannot go out at all: its words go alone.
Outcome without_files(std::string why);

// What an upload that did not succeed means for the message: one that nobody has seen can be repeated, and a refusal
// concerns the files alone.
Outcome of_upload(Outcome outcome);

// Whether the platform talks to this channel: also when it refuses the message.
bool proves_usable(Outcome::Kind kind);

enum class Window
{
    open,
    paid,
    closed
};

// Whether the platform lets us write to this private chat now.
Window window(const ChannelTraits& traits, std::optional<TimePoint> last_inbound_at, TimePoint now);

// Before an attempt: send it, or settle it unsent (expired, undeliverable).
std::optional<DeliveryState> refuse_unsent(const OutboxItem& item, const ChannelTraits& traits,
                                           std::optional<TimePoint> last_inbound_at, bool paid_allowed, TimePoint now);

} // namespace langnghe::outbox
