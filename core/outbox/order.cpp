#include "core/outbox/order.hpp"

namespace langnghe::outbox {

Rank rank_of(DeliveryKind kind, Priority priority)
{
    if (kind == DeliveryKind::alert || priority == Priority::alert)
        return Rank::alert;
    const bool awaited = kind == DeliveryKind::receipt || kind == DeliveryKind::reply;
    return awaited || priority == Priority::urgent ? Rank::prompt : Rank::news;
}

bool may_overtake(const OutboxItem& later, const OutboxItem& earlier)
{
    if (rank_of(later) >= rank_of(earlier))
        return false;
    const bool same_ticket = later.ticket != TicketId::none && later.ticket == earlier.ticket;
    return !(same_ticket && tells_ticket(later.kind) && tells_ticket(earlier.kind));
}

} // namespace langnghe::outbox
