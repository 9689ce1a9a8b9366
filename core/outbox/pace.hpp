#pragma once
// Token bucket per channel and spacing per chat, as plain values: ask when the next message may go. When the channel
// itself is in trouble (several chats in a row fail) it is left alone for a while, asked again by few messages, and
// comes back to its full rate step by step.

#include "core/channel/traits.hpp"
#include "core/intake/inbound_event.hpp"
#include "core/outbox/outcome.hpp"
#include "core/time.hpp"

#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace langnghe::outbox {

class Pace
{
public:
    explicit Pace(const ChannelTraits& traits) : traits_(traits), tokens_(traits.burst) {}

    // When a message to this chat may go at the earliest: now or later.
    TimePoint ready_at(const std::string& chat, TimePoint now) const;
    // Chats that may not be written to yet, and when the first of them may.
    std::vector<std::string> waiting(TimePoint now) const;
    std::optional<TimePoint> next_release(TimePoint now) const;
    // One goes now.
    void spend(const std::string& chat, ChatKind kind, TimePoint now);
    // The platform asked for a pause of this chat, or of the whole channel.
    void hold(const std::string& chat, TimePoint until);
    void hold_channel(TimePoint until);
    // What became of a message to this chat. `jitter` is in [0, 1).
    void learn(const std::string& chat, const Outcome& outcome, TimePoint now, double jitter);
    // The clock was set back: every pause ends that much earlier by it.
    void set_back(Duration step);

private:
    void fail(const std::string& chat, TimePoint now, double jitter);
    double rate() const { return traits_.per_second * share_; }
    double tokens_at(TimePoint now) const;

    ChannelTraits traits_;
    double tokens_;
    double share_ = 1;              // of the full rate
    std::set<std::string> failing_; // chats, since the last answer
    int ordeals_ = 0;
    TimePoint counted_at_{};
    TimePoint channel_from_{};
    std::unordered_map<std::string, TimePoint> chat_from_; // forgotten once passed
};

} // namespace langnghe::outbox
