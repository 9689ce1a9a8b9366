#include "core/process/act.hpp"

#include "core/journal/record.hpp"
#include "core/process/change.hpp"
#include "core/process/demand.hpp"
#include "core/process/facts.hpp"
#include "core/process/followers.hpp"
#include "core/process/tell.hpp"
#include "core/process/withhold.hpp"
#include "core/store/courses.hpp"

#include <fmt/format.h>

#include <utility>

namespace langnghe {
namespace {

using process::Change;
using process::may_keep_out;
using process::withhold;

// Each step on what the one before it made of the ticket; nothing is stored yet.
Result<std::vector<Change>> plan(Context& context, const Actor& actor, const Ticket& stored,
                                 const std::vector<Step>& steps)
{
    std::vector<Change> changes;
    Ticket ticket = stored;
    Course course = course_of(context, stored);
    for (const Step& step : steps) {
        if (step.version && *step.version != stored.version)
            return Errc::stale_version;
        const auto to = process::judge(context, actor, step, ticket, course);
        if (!to)
            return to.error();
        Change& change = changes.emplace_back();
        change.rule = find_rule(ticket.status, step.action);
        change.step = step;
        change.before = ticket;
        process::apply(context, actor, step, *to, ticket, course);
        change.after = ticket;
        change.course = course;
    }
    return changes;
}

// A citizen's words are in the entry of his message.
std::string words_of(const Change& change)
{
    if (change.step.action == Action::publish)
        return change.after.public_text;
    return change.step.action == Action::supply ? std::string{} : change.step.text;
}

void record(Context& context, const Actor& actor, const Change& change)
{
    journal::record(
        context, {.ticket = change.after.id,
                  .actor = actor.roles.has(Role::citizen) ? journal::actor(change.after, actor.identity) : actor.name,
                  .action = std::string{name_of(change.step.action)},
                  .from = change.before.status,
                  .to = change.after.status,
                  .facts = process::facts_of(change),
                  .text = words_of(change)});
}

// Sealed with sealed only: what was merged into it is of the same nature.
void pass_nature_on(Context& context, const Actor& actor, const Ticket& master)
{
    for (Ticket& follower : process::with_followers(context, master)) {
        if (follower.id == master.id)
            continue;
        const Ticket before = follower;
        process::set_nature(context, follower, master.nature);
        context.tx.tickets().save(follower);
        journal::record(context, {.ticket = follower.id,
                                  .actor = actor.name,
                                  .action = std::string{name_of(Action::set_nature)},
                                  .from = before.status,
                                  .to = follower.status,
                                  .facts = process::difference(before, follower)});
    }
}

std::string name_of(const Actor& actor, const Ticket& ticket)
{
    return actor.roles.has(Role::citizen) ? journal::actor(ticket, actor.identity) : actor.name;
}

// Whom the ticket that stands for all is not kept from any more, no part of it is.
void let_into_followers(Context& context, const Actor& actor, const Change& change)
{
    const Party& party = change.step.kept_from;
    for (const Ticket& follower : process::with_followers(context, change.after)) {
        Course course = course_of(context, follower);
        if (follower.id == change.after.id || !holds(course.kept_from, party))
            continue;
        course.kept_from = without(std::move(course.kept_from), party);
        context.tx.courses().save(course);
        const std::string left = to_text(course.kept_from);
        journal::record(context, {.ticket = follower.id,
                                  .actor = actor.name,
                                  .action = std::string{name_of(Action::let_in)},
                                  .from = follower.status,
                                  .to = follower.status,
                                  .facts = "kept_from=" + (left.empty() ? "none" : left)});
    }
}

void affect_others(Context& context, const Actor& actor, const Change& change)
{
    const Ticket& ticket = change.after;
    if (may_keep_out(change.step.action))
        withhold(context, ticket, change.course.kept_from);
    switch (change.step.action) {
    case Action::merge:
        return process::add_voices(context, ticket.merged_into, ticket.voices, ticket, name_of(actor, ticket));
    case Action::unmerge:
        return process::add_voices(context, change.before.merged_into, -change.before.voices, ticket, actor.name);
    case Action::set_nature:
        return pass_nature_on(context, actor, ticket);
    case Action::let_in:
        return let_into_followers(context, actor, change);
    default:
        return;
    }
}

// A question stays open in the private chats of its reporters for as long as the ticket waits.
void follow_question(Context& context, const Change& change)
{
    const bool waited = change.before.status == Status::needs_info;
    const bool waits = change.after.status == Status::needs_info;
    if (waited == waits)
        return;
    if (!waits)
        return process::close_questions(context, change.after);
    for (const Ticket& each : process::with_followers(context, change.after))
        if (!each.in_group)
            context.tx.questions().ask(
                {0, each.channel, each.chat, change.after.id, Question::Kind::information, context.now});
}

Ticket store(Context& context, const Actor& actor, std::vector<Change>& changes)
{
    std::int64_t version = changes.front().before.version;
    for (Change& change : changes) {
        change.after.version = version;
        context.tx.tickets().save(change.after);
        version = change.after.version;
        record(context, actor, change);
        context.tx.courses().save(change.course);
        affect_others(context, actor, change);
        follow_question(context, change);
    }
    return changes.back().after;
}

} // namespace

Result<Ticket> act(Context& context, const Actor& actor, const Ticket& ticket, const Step& step)
{
    return act(context, actor, ticket, std::vector<Step>{step});
}

Result<Ticket> act(Context& context, const Actor& actor, const Ticket& ticket, const std::vector<Step>& steps)
{
    const auto stored = context.tx.tickets().find(ticket.id);
    if (!stored || steps.empty())
        return Errc::not_found;
    const bool supplies = steps.front().action == Action::supply && actor.roles.has(Role::citizen);
    if (!supplies && !may_see(context, actor, *stored))
        return Errc::not_found;
    auto changes = plan(context, actor, *stored, steps);
    if (!changes)
        return changes.error();
    Ticket after = store(context, actor, *changes);
    process::tell(context, actor, *changes);
    return after;
}

} // namespace langnghe
