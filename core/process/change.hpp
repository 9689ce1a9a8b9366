#pragma once
// What a step makes of a ticket and its course: plain values, before anything is stored. Inside core/process.

#include "core/process/act.hpp"
#include "core/ticket/transitions.hpp"

namespace langnghe::process {

// One step that was found good.
struct Change
{
    const Rule* rule = nullptr;
    Step step;
    Ticket before;
    Ticket after;
    Course course; // after it
};

// Carries the step out on ticket and course; `to` is the state it leads to.
void apply(Context& context, const Actor& actor, const Step& step, Status to, Ticket& ticket, Course& course);

// Whether such a step may keep somebody out.
constexpr bool may_keep_out(Action action)
{
    return action == Action::keep_out || action == Action::verify || action == Action::classify ||
           action == Action::transfer || action == Action::set_nature || action == Action::unmerge;
}

// Also judges a suspicion. A denunciation is sealed.
void set_nature(Context& context, Ticket& ticket, Nature nature);

} // namespace langnghe::process
