#pragma once
// Who goes before whom within a chat. An alert may overtake what else waits there; what somebody waits for and urgent
// news may overtake other news; but news of a ticket never overtakes its own earlier news.

#include "core/outbox/item.hpp"

namespace langnghe::outbox {

Rank rank_of(DeliveryKind kind, Priority priority);
inline Rank rank_of(const OutboxItem& item) { return rank_of(item.kind, item.priority); }

// Tells of a step or a result of its ticket, so that its order among the same means something.
constexpr bool tells_ticket(DeliveryKind kind)
{
    return kind == DeliveryKind::status || kind == DeliveryKind::answer || kind == DeliveryKind::push;
}

// Whether `later` may go out while `earlier`, of the same chat, still waits.
bool may_overtake(const OutboxItem& later, const OutboxItem& earlier);

} // namespace langnghe::outbox
