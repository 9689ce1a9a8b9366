// What the dispatcher makes of a platform's package: how much of the month's messages is left.
#include "bot/daemon/dispatcher.hpp"
#include "bot/log/log.hpp"

#include <utility>

namespace langnghe::daemon {

// A package that is used up is no fault of ours, and nothing that trying again would end.
void Dispatcher::note_usage(const outbox::Usage& usage, TimePoint now)
{
    const auto& quota = info_.traits.quota;
    const auto fill = outbox::fill_of(usage.messages, quota.messages);
    if (fill == std::exchange(fill_, fill))
        return;
    used_up_ = outbox::used_up(quota, usage, now);
    metrics_.usable(trouble().empty());
    if (fill == outbox::Fill::full)
        log::error("channel.paused", {{"commune", commune_.slug}, {"channel", info_.name}, {"why", used_up_}});
    else
        log::warn(
            "channel.quota",
            {{"commune", commune_.slug}, {"channel", info_.name}, {"used", usage.messages}, {"limit", quota.messages}});
}

} // namespace langnghe::daemon
