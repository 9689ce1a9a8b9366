#include "bot/operations/delivery_json.hpp"

#include "bot/operations/terms.hpp"
#include "core/outbox/reason.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace langnghe::operations {
namespace {

bool has_group(Context& context, const std::optional<Ticket>& ticket)
{
    if (!ticket || ticket->area.empty())
        return false;
    const auto groups = context.tx.groups().list();
    return std::ranges::any_of(
        groups, [&](const Group& group) { return group.bound && !group.unreachable && group.area == ticket->area; });
}

} // namespace

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
    const bool hidden = ticket && (ticket->sealed() || ticket->suspected);
    if (hidden)
        json["to"] = nullptr;
    json["ticket"] = ticket ? Json(to_text(ticket->code, context.commune.letters)) : Json(nullptr);
    json["created_at"] = to_rfc3339(item.created_at);
    json["age"] = std::max(Duration{0}, context.now - item.created_at) / std::chrono::seconds{1};
    json["next_at"] = or_null(item.state == DeliveryState::queued ? std::optional(item.next_at) : std::nullopt);
    json["why"] = or_null(outbox::why(item, context.now));
    json["ways"] = Json::array();
    const auto channel = context.commune.channels.find(item.channel);
    if (channel != context.commune.channels.end())
        for (const auto way : outbox::ways_left(item, channel->second.traits, !hidden && has_group(context, ticket)))
            json["ways"].push_back(name_of(way));
    json["bundle"] = item.bundle == OutboxId::none ? Json(nullptr) : Json(std::to_string(number(item.bundle)));
    return json;
}

} // namespace langnghe::operations
