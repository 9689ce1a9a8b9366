#include "bot/daemon/warnings.hpp"

#include "core/outbox/pause.hpp"
#include "core/outbox/post.hpp"
#include "core/people/group_end.hpp"
#include "core/process/named.hpp"
#include "core/store/sent.hpp"

#include <fmt/format.h>

namespace langnghe::daemon {
namespace {

void add_outbox_warnings(std::vector<std::string>& warnings, Tx& tx, const std::string& channel, TimePoint now)
{
    if (const auto pause = outbox::pause_of(tx, channel, now))
        warnings.push_back(fmt::format("channel {}: paused by the administrator {}; see langnghe channel resume {}",
                                       channel, pause->until ? "until " + to_rfc3339(*pause->until) : "for now",
                                       channel));
    const auto counts = tx.outbox().counts(channel);
    if (const auto held = counts.find(DeliveryState::held); held != counts.end())
        warnings.push_back(fmt::format("channel {}: {} deliveries are held since a restore; see langnghe outbox list "
                                       "--state held, then outbox release",
                                       channel, held->second));
}

} // namespace

std::vector<std::string> warnings_of(Tx& tx, const Commune& commune, TimePoint now)
{
    std::vector<std::string> warnings = ending_groups(tx, now);
    if (!reaches_anybody(tx, commune, Role::keeper, now))
        warnings.emplace_back("no keeper can be reached: nobody is told of a suspected denunciation; "
                              "see langnghe user add --role keeper, and ticket list for what waits");
    if (const auto unkept = process::kept_from_all_keepers(tx); unkept != 0)
        warnings.push_back(fmt::format("{} tickets that are the keepers' alone are kept from every keeper, whom their "
                                       "words name: appoint another; see langnghe user add --role keeper",
                                       unkept));
    if (const auto unreached = out_of_reach(tx, commune, now).size(); unreached != 0)
        warnings.push_back(
            fmt::format("{} officials cannot be written to before they write first (free messages end 48 "
                        "hours after theirs): see reached in langnghe user list, or link them on another "
                        "channel too",
                        unreached));
    for (const auto& [name, info] : commune.channels) {
        add_outbox_warnings(warnings, tx, name, now);
        const Quota& quota = info.traits.quota;
        if (quota.messages == 0)
            continue;
        const auto usage = tx.sent().usage(name, outbox::month_in_vietnam(now));
        for (const std::string& warning : outbox::quota_warnings(quota, usage, now))
            warnings.push_back(fmt::format("channel {}: {}", name, warning));
    }
    return warnings;
}

} // namespace langnghe::daemon
