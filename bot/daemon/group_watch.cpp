#include "bot/daemon/group_watch.hpp"

#include "bot/daemon/transport.hpp"
#include "bot/log/log.hpp"
#include "core/people/group_end.hpp"

#include <algorithm>
#include <utility>

namespace langnghe::daemon {
namespace {

constexpr std::chrono::hours between{6};

struct Ending
{
    std::optional<TimePoint> soonest; // of this channel's groups
    std::vector<std::string> warnings;
};

} // namespace

GroupWatch::GroupWatch(Environment& environment, const Commune& commune, sql::Store& store, const Channel& channel)
    : Chore(environment.executor), environment_(environment), commune_(commune), store_(store), channel_(channel)
{}

boost::asio::awaitable<std::chrono::milliseconds> GroupWatch::once()
{
    co_await look();
    if (!stopping())
        co_await warn();
    co_return between;
}

boost::asio::awaitable<void> GroupWatch::look()
{
    auto job = [](Tx& tx) { return tx.groups().list(); };
    const auto groups = co_await store_.read(std::move(job));
    if (!groups)
        co_return;
    for (const Group& group : *groups)
        if (group.channel == channel_.section.name && !stopping())
            co_await ask(group);
}

boost::asio::awaitable<void> GroupWatch::ask(Group group)
{
    auto request = request_of(channel_.care->ask_group(group.chat), environment_.send_timeout);
    const auto reply = co_await environment_.client.send(std::move(request));
    const GroupFacts facts = channel_.care->read_group(answer_of(reply));
    if (facts.outcome.kind != Outcome::Kind::accepted)
        log::warn("group.unknown", {{"commune", commune_.slug},
                                    {"channel", channel_.section.name},
                                    {"group", number(group.id)},
                                    {"why", facts.outcome.error}});
    auto job = [this, group = std::move(group), facts, now = environment_.now()](Tx& tx) {
        Context context{tx, commune_, environment_.random, now};
        note_group(context, group, facts);
    };
    const auto noted = co_await store_.write(std::move(job));
    if (!noted)
        log::warn("group.not_stored", {{"commune", commune_.slug}, {"why", noted.error().message()}});
}

boost::asio::awaitable<void> GroupWatch::warn()
{
    auto job = [name = channel_.section.name, now = environment_.now()](Tx& tx) {
        Ending ending;
        ending.warnings = ending_groups(tx, now);
        for (const Group& group : tx.groups().list()) {
            const auto end = group.channel == name && !group.unreachable ? end_of(tx, group.id) : std::nullopt;
            if (end && (!ending.soonest || *end < *ending.soonest))
                ending.soonest = end;
        }
        return ending;
    };
    const auto ending = co_await store_.read(std::move(job));
    if (!ending)
        co_return;
    environment_.metrics.channel(commune_.slug, channel_.section.name).groups_end(ending->soonest);
    for (const std::string& warning : ending->warnings)
        log::warn("group.ends", {{"commune", commune_.slug}, {"what", warning}});
}

} // namespace langnghe::daemon
