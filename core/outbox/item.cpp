#include "core/outbox/item.hpp"

#include <array>

namespace langnghe {

std::string_view name_of(DeliveryState state)
{
    static constexpr std::array<std::string_view, 10> names{
        "queued", "claimed", "sent", "delivered", "seen", "failed", "undeliverable", "ambiguous", "expired", "held"};
    return names[static_cast<std::size_t>(state)];
}

std::string_view name_of(DeliveryKind kind)
{
    static constexpr std::array<std::string_view, 6> names{"receipt", "status", "answer", "push", "reply", "alert"};
    return names[static_cast<std::size_t>(kind)];
}

} // namespace langnghe
