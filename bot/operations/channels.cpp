#include "bot/operations/arguments.hpp"
#include "bot/operations/moment.hpp"
#include "bot/operations/terms.hpp"
#include "core/journal/record.hpp"
#include "core/outbox/pause.hpp"
#include "core/outbox/quiet.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace langnghe::operations {
namespace {

constexpr Duration longest_pause = std::chrono::days{365};

std::optional<Refusal> unknown_channel(const Scene& scene, const std::string& name)
{
    const auto& channels = scene.setup.facts.channels;
    if (channels.contains(name))
        return std::nullopt;
    std::string known;
    for (const auto& [each, info] : channels)
        known += fmt::format("{}{}", known.empty() ? "" : ", ", each);
    return Refusal{fmt::format("there is no channel \"{}\"; there are {}", name, known)};
}

Json state_of(Context& context, const std::string& name)
{
    Json counts = Json::object();
    for (const auto& [state, count] : context.tx.outbox().counts(name))
        counts[std::string{name_of(state)}] = count;
    const auto pause = outbox::pause_of(context.tx, name, context.now);
    const auto oldest = context.tx.outbox().oldest_waiting(name);
    const auto age = oldest ? std::max(Duration{0}, context.now - *oldest) / std::chrono::seconds{1} : 0;
    return {{"name", name},
            {"paused", pause.has_value()},
            {"paused_until", or_null(pause ? pause->until : std::nullopt)},
            {"oldest_waiting_at", or_null(oldest)},
            {"oldest_waiting_age", oldest ? Json(age) : Json(nullptr)},
            {"deliveries", std::move(counts)}};
}

Answer state(Scene& scene, Arguments& arguments)
{
    if (auto wrong = arguments.wrong())
        return std::move(*wrong);
    return read(scene, [](Context& context) -> Answer {
        Json channels = Json::array();
        for (const auto& [name, info] : context.commune.channels)
            channels.push_back(state_of(context, name));
        return channels;
    });
}

Answer pause(Scene& scene, Arguments& arguments)
{
    const auto name = arguments.text("name");
    const auto until = arguments.text("until");
    if (auto wrong = arguments.wrong())
        return std::move(*wrong);
    if (auto unknown = unknown_channel(scene, name))
        return std::move(*unknown);
    return write(scene, [&](Context& context) -> Answer {
        outbox::Pause asked;
        if (!until.empty()) {
            asked.until = moment_from(until, context.now);
            if (!asked.until || *asked.until <= context.now || *asked.until > context.now + longest_pause)
                return Refusal{
                    fmt::format("\"{}\" is no time to come within a year; write 08:00 or 2026-11-30 08:00", until)};
        }
        outbox::set_pause(context.tx, name, asked);
        journal::record(context, {.actor = console,
                                  .action = "channel_pause",
                                  .facts = fmt::format("channel={};until={}", name,
                                                       asked.until ? to_rfc3339(*asked.until) : std::string{})});
        return state_of(context, name);
    });
}

Answer resume(Scene& scene, Arguments& arguments)
{
    const auto name = arguments.text("name");
    if (auto wrong = arguments.wrong())
        return std::move(*wrong);
    if (auto unknown = unknown_channel(scene, name))
        return std::move(*unknown);
    return write(scene, [&](Context& context) -> Answer {
        if (!outbox::lift_pause(context.tx, name, context.now))
            return Refusal{fmt::format("the channel \"{}\" is not paused", name)};
        journal::record(context,
                        {.actor = console, .action = "channel_resume", .facts = fmt::format("channel={}", name)});
        return state_of(context, name);
    });
}

// "commune" gives the commune's own hours back.
boost::system::result<std::optional<outbox::QuietHours>, Refusal> hours_from(const std::string& text)
{
    if (text == "commune")
        return std::optional<outbox::QuietHours>{};
    const auto hours = outbox::parse_quiet(text);
    if (!hours)
        return Refusal{fmt::format("\"{}\" are no quiet hours; write 21:00-06:00, off or commune", text)};
    return hours;
}

template <class Id>
Json keep_hours(Context& context, std::string_view whose, Id id, const std::string& name,
                std::optional<outbox::QuietHours> hours)
{
    outbox::set_own_quiet(context.tx, id, hours);
    const std::string text = hours ? outbox::to_text(*hours) : "commune";
    journal::record(
        context,
        {.actor = console, .action = "quiet_hours", .facts = fmt::format("{}={};hours={}", whose, number(id), text)});
    return {{"name", name}, {"quiet", text}};
}

Answer user_quiet(Scene& scene, Arguments& arguments)
{
    const auto name = arguments.text("user");
    const auto hours = hours_from(arguments.text("hours"));
    if (auto wrong = arguments.wrong())
        return std::move(*wrong);
    if (!hours)
        return hours.error();
    return write(scene, [&](Context& context) -> Answer {
        const auto user = find_user(context, name);
        if (!user)
            return user.error();
        return keep_hours(context, "user", user->id, user->name, *hours);
    });
}

Answer group_quiet(Scene& scene, Arguments& arguments)
{
    const auto id = id_from(arguments.text("group"));
    const auto hours = hours_from(arguments.text("hours"));
    if (auto wrong = arguments.wrong())
        return std::move(*wrong);
    if (!hours)
        return hours.error();
    return write(scene, [&](Context& context) -> Answer {
        const auto groups = context.tx.groups().list();
        const auto found = std::ranges::find(groups, GroupId{id.value_or(0)}, &Group::id);
        if (!id || found == groups.end())
            return Refusal{"there is no such group; see langnghe group list"};
        return keep_hours(context, "group", found->id, found->title, *hours);
    });
}

constexpr std::array all{Verb{"channel.state", state}, Verb{"channel.pause", pause}, Verb{"channel.resume", resume},
                         Verb{"user.quiet", user_quiet}, Verb{"group.quiet", group_quiet}};

} // namespace

std::span<const Verb> channel_verbs() { return all; }

} // namespace langnghe::operations
