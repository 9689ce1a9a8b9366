#include "core/outbox/reason.hpp"

#include <fmt/format.h>

#include <array>

namespace langnghe::outbox {
namespace {

std::string with_error(std::string words, const OutboxItem& item)
{
    if (!item.last_error.empty())
        words += ": " + item.last_error;
    return words;
}

std::string why_queued(const OutboxItem& item, TimePoint now)
{
    const std::string until = item.next_at > now ? fmt::format(" until {}", to_vietnamese(item.next_at)) : "";
    if (item.repeated)
        return with_error("it may have arrived; sent once more unless that shows" + until, item);
    if (!item.last_error.empty())
        return with_error(until.empty() ? "to be tried again" : "waits" + until, item);
    return until.empty() ? "waits its turn" : "waits" + until;
}

} // namespace

std::string why(const OutboxItem& item, TimePoint now)
{
    switch (item.state) {
    case DeliveryState::queued:
        return why_queued(item, now);
    case DeliveryState::claimed:
        return "being sent";
    case DeliveryState::held:
        return "held since a restore; see langnghe outbox release";
    case DeliveryState::failed:
        return with_error("refused for good", item);
    case DeliveryState::undeliverable:
        return with_error(item.last_error.empty() ? "the platform does not let us write to this person now"
                                                  : "cannot be delivered",
                          item);
    case DeliveryState::ambiguous:
        return with_error("it may have arrived; not repeated by itself", item);
    case DeliveryState::expired:
        return with_error("was not worth sending any more", item);
    case DeliveryState::sent:
    case DeliveryState::delivered:
    case DeliveryState::seen:
        break;
    }
    return {};
}

std::string_view name_of(Way way)
{
    static constexpr std::array<std::string_view, 4> names{"template", "group", "web", "phone"};
    return names[static_cast<std::size_t>(way)];
}

std::vector<Way> ways_left(const OutboxItem& item, const ChannelTraits& traits, bool group)
{
    if (item.state != DeliveryState::undeliverable || item.chat_kind == ChatKind::group)
        return {};
    std::vector<Way> ways;
    if (traits.reply_window)
        ways.push_back(Way::message_template);
    if (group)
        ways.push_back(Way::group);
    if (item.ticket != TicketId::none)
        ways.push_back(Way::web);
    ways.push_back(Way::phone);
    return ways;
}

} // namespace langnghe::outbox
