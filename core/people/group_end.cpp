#include "core/people/group_end.hpp"

#include <fmt/format.h>

#include <charconv>

namespace langnghe {
namespace {

std::string fact_of(GroupId group) { return fmt::format("group_ends/{}", number(group)); }

} // namespace

void note_group(Context& context, Group group, const GroupFacts& facts)
{
    using Kind = Outcome::Kind;
    const bool gone = facts.outcome.kind == Kind::chat_gone || !facts.enabled;
    if (facts.outcome.kind != Kind::accepted && !gone)
        return;
    const bool renamed = !facts.title.empty() && facts.title != group.title;
    if (renamed || gone != group.unreachable) {
        if (renamed)
            group.title = facts.title;
        group.unreachable = gone;
        context.tx.groups().save(group);
    }
    if (!gone && facts.ends_at != end_of(context.tx, group.id))
        context.tx.set_fact(fact_of(group.id), facts.ends_at ? std::to_string(to_millis(*facts.ends_at)) : "");
}

std::optional<TimePoint> end_of(Tx& tx, GroupId group)
{
    const auto known = tx.fact(fact_of(group));
    std::int64_t millis = 0;
    if (!known || std::from_chars(known->data(), known->data() + known->size(), millis).ec != std::errc{})
        return std::nullopt;
    return from_millis(millis);
}

std::vector<std::string> ending_groups(Tx& tx, TimePoint now)
{
    std::vector<std::string> warnings;
    for (const Group& group : tx.groups().list()) {
        const auto end = group.unreachable ? std::nullopt : end_of(tx, group.id);
        if (end && *end < now + group_warning)
            warnings.push_back(fmt::format("channel {}: the package of group {} {} on {}: renew it, or the platform "
                                           "takes the group down",
                                           group.channel, number(group.id), *end <= now ? "ended" : "ends",
                                           to_rfc3339(*end)));
    }
    return warnings;
}

} // namespace langnghe
