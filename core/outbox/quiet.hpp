#pragma once
// Quiet hours: news waits until morning; receipts, replies, alerts and what is urgent do not. A person or a group may
// have hours of their own instead of the commune's. Times of day in Vietnam.

#include "core/commune/commune.hpp"
#include "core/outbox/item.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace langnghe::outbox {

struct QuietHours
{
    int from = 0; // minutes of the day; they may pass midnight, and when both are the same there are none
    int until = 0;
    friend bool operator==(const QuietHours&, const QuietHours&) = default;
};

// "21:00-06:00", or "off".
std::optional<QuietHours> parse_quiet(std::string_view text);
std::string to_text(QuietHours hours);

// When this item may go at the earliest: now, or at the end of the quiet hours.
TimePoint after_quiet(const OutboxItem& item, QuietHours hours, TimePoint now);

std::optional<QuietHours> own_quiet(Tx& tx, UserId user);
std::optional<QuietHours> own_quiet(Tx& tx, GroupId group);
// Nothing: the commune's again.
void set_own_quiet(Tx& tx, UserId user, std::optional<QuietHours> hours);
void set_own_quiet(Tx& tx, GroupId group, std::optional<QuietHours> hours);

// Those of the official or the group behind this chat, else the commune's.
QuietHours quiet_of(Tx& tx, const Commune& commune, const OutboxItem& item);

} // namespace langnghe::outbox
