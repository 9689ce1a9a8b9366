#include "bot/operations/delivery_json.hpp"

#include "bot/operations/terms.hpp"

#include <nlohmann/json.hpp>

namespace langnghe::operations {

Json to_json(const OutboxItem& item)
{
    return {{"id", std::to_string(number(item.id))},
            {"to", item.chat},
            {"channel", item.channel},
            {"kind", name_of(item.kind)},
            {"state", name_of(item.state)},
            {"attempts", item.attempts},
            {"last_error", or_null(item.last_error)},
            {"at", to_rfc3339(item.sent_at.value_or(item.created_at))}};
}

Json listed(Context& context, const OutboxItem& item)
{
    Json json = to_json(item);
    const auto ticket = context.tx.tickets().find(item.ticket);
    // Whom a sealed ticket is told would say who reported it.
    if (ticket && (ticket->sealed() || ticket->suspected))
        json["to"] = nullptr;
    json["ticket"] = ticket ? Json(to_text(ticket->code, context.commune.letters)) : Json(nullptr);
    json["next_at"] = or_null(item.state == DeliveryState::queued ? std::optional(item.next_at) : std::nullopt);
    return json;
}

} // namespace langnghe::operations
