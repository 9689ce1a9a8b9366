#pragma once
// Several pieces of news for one chat as one message. Each row stays accounted for: what becomes of the message becomes
// of all of them. Alerts, answers, and whatever bears buttons or quotes something go alone.

#include "core/outbox/item.hpp"

#include <cstddef>
#include <vector>

namespace langnghe::outbox {

inline constexpr std::size_t most_bundled = 10;

// Rows of one chat that go out as one message, in order; never empty.
struct Parcel
{
    std::vector<OutboxItem> rows;
    OutboxItem& lead() { return rows.front(); }
    const OutboxItem& lead() const { return rows.front(); }
};

// Whether these two may stand in one message. Where others read along, and where an official answers by replying, only
// news of the same ticket.
bool may_share(const OutboxItem& lead, const OutboxItem& next);

// The lead, and of the rows behind it, in order, those that may go with it, up to the first that may not.
Parcel bundle(OutboxItem lead, std::vector<OutboxItem> behind, std::size_t longest_text, TimePoint now);

// What the platform is given: the lead with the words of all. It is about a ticket when all of them are.
OutboxItem message_of(const std::vector<OutboxItem>& rows);

} // namespace langnghe::outbox
