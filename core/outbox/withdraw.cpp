#include "core/outbox/withdraw.hpp"

#include <climits>

namespace langnghe {

void withdraw_pushes(Context& context, const Identity& identity, DeliveryState state, std::string_view why,
                     std::optional<TicketId> of)
{
    constexpr int all = INT_MAX;
    auto& outbox = context.tx.outbox();
    for (const Rank rank : {Rank::alert, Rank::prompt, Rank::news})
        for (OutboxItem& item : outbox.waiting(identity.channel, identity.external_id, rank, all)) {
            const bool of_office = item.kind == DeliveryKind::push || item.kind == DeliveryKind::reply;
            if (!of_office || item.state == DeliveryState::claimed || (of && item.ticket != *of))
                continue;
            item.state = state;
            item.last_error = why;
            outbox.save(item);
        }
}

} // namespace langnghe
