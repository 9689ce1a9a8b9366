#include "bot/operations/arguments.hpp"
#include "bot/operations/terms.hpp"
#include "core/intake/take_in.hpp"
#include "core/journal/record.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <set>

namespace langnghe::operations {
namespace {

constexpr int all_parked = 10'000; // the inbox keeps no more

struct Tally
{
    int tried = 0;
    int understood = 0;
    int still_parked = 0;
    int refused = 0; // by the store
};

std::vector<ParkedEvent> parked(Scene& scene, int limit, std::string& error)
{
    auto events = scene.store.read_now([limit](Tx& tx) { return tx.inbox().parked(limit); });
    if (!events)
        error = explain(events.error());
    return events ? std::move(*events) : std::vector<ParkedEvent>{};
}

Answer list(Scene& scene, Arguments& arguments)
{
    const auto limit = arguments.number("limit", 1, all_parked);
    if (auto wrong = arguments.wrong())
        return std::move(*wrong);
    std::string error;
    Json events = Json::array();
    for (const ParkedEvent& event : parked(scene, limit == 0 ? 100 : static_cast<int>(limit), error))
        events.push_back({{"id", std::to_string(number(event.id))},
                          {"channel", event.channel},
                          {"key", event.key},
                          {"reason", event.reason},
                          {"bytes", event.raw.size()},
                          {"at", to_rfc3339(event.at)}});
    if (!error.empty())
        return Refusal{error};
    return events;
}

// Whether the parked event itself was understood. A body may bear several events: those that were not here yet are
// taken in beside it.
bool take(Context& context, const ParkedEvent& parked, const std::vector<InboundEvent>& events)
{
    bool understood = false;
    for (const InboundEvent& event : events) {
        if (event.key != parked.key && events.size() > 1) {
            take_in(context, event, parked.raw);
            continue;
        }
        understood = take_again(context, event) != Intake::parked;
    }
    if (understood)
        context.tx.inbox().unpark(parked.id);
    return understood;
}

// Parsed outside the transaction, each event in one of its own: what fails keeps no other back.
void replay_one(Scene& scene, const ParkedEvent& event, Tally& tally)
{
    ++tally.tried;
    const auto channel = scene.setup.channels.find(event.channel);
    if (channel == scene.setup.channels.end() || !channel->second.platform) {
        ++tally.still_parked;
        return;
    }
    const auto events = channel->second.platform->parse(event.raw, event.at);
    const auto understood = scene.store.write_now([&](Tx& tx) {
        Context context{tx, scene.setup.facts, scene.random, scene.now()};
        return take(context, event, events);
    });
    if (!understood)
        ++tally.refused;
    else
        ++(*understood ? tally.understood : tally.still_parked);
}

Answer finish(Scene& scene, const Tally& tally)
{
    return write(scene, [&tally](Context& context) -> Answer {
        if (tally.tried > 0)
            journal::record(context, {.actor = console,
                                      .action = "replay",
                                      .facts = fmt::format("tried={};understood={}", tally.tried, tally.understood)});
        return Json{{"tried", tally.tried},
                    {"understood", tally.understood},
                    {"still_parked", tally.still_parked},
                    {"refused", tally.refused}};
    });
}

Answer replay(Scene& scene, Arguments& arguments)
{
    const auto ids = arguments.list("ids");
    const bool all = arguments.flag("all");
    if (auto wrong = arguments.wrong())
        return std::move(*wrong);
    if (ids.empty() != all)
        return Refusal{"name the parked events by id, or all of them"};
    std::set<std::string> wanted(ids.begin(), ids.end());
    std::string error;
    const auto events = parked(scene, all_parked, error);
    if (!error.empty())
        return Refusal{error};
    Tally tally;
    for (const ParkedEvent& event : events)
        if (all || wanted.erase(std::to_string(number(event.id))) > 0)
            replay_one(scene, event, tally);
    Answer answer = finish(scene, tally);
    if (!answer.refused() && !wanted.empty())
        return Refusal{fmt::format("there is no parked event {}; {} others were tried", *wanted.begin(), tally.tried)};
    return answer;
}

constexpr std::array all{Verb{"inbox.list", list}, Verb{"inbox.replay", replay, true}};

} // namespace

std::span<const Verb> inbox_verbs() { return all; }

} // namespace langnghe::operations
