#pragma once
// Token bucket per channel and spacing per chat, as plain values: ask when the next message may go.

#include "core/channel/traits.hpp"
#include "core/intake/inbound_event.hpp"
#include "core/time.hpp"

#include <optional>
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
    // The clock was set back: every pause ends that much earlier by it.
    void set_back(Duration step);

private:
    double tokens_at(TimePoint now) const;

    ChannelTraits traits_;
    double tokens_;
    TimePoint counted_at_{};
    TimePoint channel_from_{};
    std::unordered_map<std::string, TimePoint> chat_from_; // forgotten once passed
};

} // namespace langnghe::outbox
