#include "core/ticket/transitions.hpp"

#include <algorithm>
#include <array>

namespace langnghe {
namespace {

using enum Status;

constexpr Roles front{Role::front_officer, Role::leader, Role::keeper};
constexpr Roles handling{Role::handler, Role::leader, Role::keeper};
constexpr Roles both{Role::front_officer, Role::handler, Role::leader, Role::keeper};
constexpr Roles leading{Role::leader};
constexpr Roles watching{Role::supervisor};
constexpr Roles asked{Role::citizen, Role::program};

constexpr Statuses any{received, verified,  classified, transferred, in_progress, needs_info,
                       resolved, published, closed,     rejected,    merged};
constexpr Statuses finished{resolved, published, closed};
constexpr Statuses but_merged{received,   verified, classified, transferred, in_progress,
                              needs_info, resolved, published,  closed,      rejected};

constexpr Target same{};
constexpr Target back{Target::Kind::back};
constexpr Target to(Status status) { return {Target::Kind::state, status}; }

constexpr std::array rules{
    // The straight way.
    Rule{{received}, Action::verify, front, to(verified), Demand::nothing, Tells::reporter},
    Rule{{verified}, Action::classify, front, to(classified), Demand::field, Tells::reporter},
    Rule{{classified}, Action::transfer, front, to(transferred), Demand::department, Tells::reporter_and_department},
    Rule{{transferred}, Action::accept, handling, to(in_progress), Demand::nothing, Tells::reporter},
    Rule{{in_progress}, Action::resolve, handling, to(resolved), Demand::result, Tells::reporter},
    Rule{{resolved}, Action::publish, front, to(published), Demand::text, Tells::reporter_and_groups},
    Rule{{resolved},
         Action::close,
         {Role::front_officer, Role::leader, Role::keeper, Role::program},
         to(closed),
         Demand::text,
         Tells::reporter},

    // Without leaving the state.
    Rule{{classified}, Action::classify, front, same, Demand::field, Tells::nobody},
    Rule{{received, verified, classified, transferred, in_progress, needs_info, resolved},
         Action::set_nature,
         front,
         same,
         Demand::nothing,
         Tells::reporter}, // where the law gives it a way of its own
    Rule{{transferred, in_progress}, Action::assign, handling, same, Demand::person, Tells::department},
    Rule{{verified, classified, transferred, in_progress}, Action::answer, both, same, Demand::text, Tells::reporter},
    Rule{{transferred, in_progress}, Action::ask_extension, handling, same, Demand::text, Tells::leaders},
    Rule{{transferred, in_progress},
         Action::approve_extension,
         leading,
         same,
         Demand::nothing,
         Tells::reporter_and_department},
    Rule{any, Action::reveal, both, same, Demand::text, Tells::supervisors},
    Rule{{received, verified, classified, needs_info, resolved, published, closed, rejected},
         Action::keep_out,
         front,
         same,
         Demand::party,
         Tells::nobody},
    // Its department may be the one.
    Rule{{transferred}, Action::keep_out, front, {Target::Kind::handling, transferred}, Demand::party, Tells::officers},
    Rule{{in_progress}, Action::keep_out, front, {Target::Kind::handling, in_progress}, Demand::party, Tells::officers},
    Rule{but_merged, Action::let_in, front, same, Demand::party, Tells::nobody},
    Rule{any, Action::remark, watching, same, Demand::text, Tells::officers},
    Rule{any, Action::answer_remark, both, same, Demand::text, Tells::supervisors},
    Rule{{resolved, published, closed, rejected},
         Action::ask_recheck,
         watching,
         same,
         Demand::text,
         Tells::officers_and_intake},
    Rule{{resolved, published, closed, rejected}, Action::close_recheck, watching, same, Demand::text, Tells::officers},

    // Side ways.
    Rule{{received}, Action::answer_now, front, to(resolved), Demand::text, Tells::reporter},
    Rule{{verified, classified, transferred, in_progress},
         Action::ask,
         both,
         to(needs_info),
         Demand::text,
         Tells::reporter},
    Rule{{needs_info}, Action::supply, asked, back, Demand::nothing, Tells::officers},
    Rule{{needs_info}, Action::close, front, to(closed), Demand::wait, Tells::reporter},
    Rule{{received, verified, classified, transferred},
         Action::reject,
         front,
         to(rejected),
         Demand::text,
         Tells::reporter},
    Rule{{transferred, in_progress}, Action::give_back, handling, to(classified), Demand::text, Tells::intake},
    Rule{{received},
         Action::merge,
         {Role::front_officer, Role::leader, Role::keeper, Role::citizen},
         to(merged),
         Demand::master,
         Tells::reporter},
    Rule{{verified, classified, transferred, in_progress, needs_info},
         Action::merge,
         front,
         to(merged),
         Demand::master,
         Tells::reporter},
    Rule{{merged}, Action::unmerge, front, back, Demand::nothing, Tells::reporter},
    Rule{finished,
         Action::reopen,
         {Role::front_officer, Role::leader, Role::keeper, Role::citizen},
         {Target::Kind::handling, in_progress},
         Demand::text,
         Tells::officers},
};

// The state, or the one where it waits for a department.
Status with_department(const Ticket& ticket, Status status)
{
    const bool needs_one = status == transferred || status == in_progress;
    return needs_one && ticket.department.empty() ? verified : status;
}

} // namespace

std::span<const Rule> transition_rules() { return rules; }

const Rule* find_rule(Status from, Action action)
{
    const auto found =
        std::ranges::find_if(rules, [&](const Rule& rule) { return rule.action == action && rule.from.has(from); });
    return found == rules.end() ? nullptr : &*found;
}

Result<Status> next_status(const Ticket& ticket, Action action, Roles actor)
{
    const Rule* rule = find_rule(ticket.status, action);
    if (rule == nullptr)
        return Errc::wrong_state;
    if (!actor.any_of(rule->who))
        return Errc::not_allowed;
    switch (rule->to.kind) {
    case Target::Kind::state:
        return rule->to.status;
    case Target::Kind::same:
        return ticket.status;
    case Target::Kind::handling:
        return with_department(ticket, rule->to.status);
    case Target::Kind::back:
        break;
    }
    if (!ticket.returns_to)
        return Errc::wrong_state;
    return with_department(ticket, *ticket.returns_to);
}

void enter(Ticket& ticket, Action action, Status next)
{
    const bool detour = action == Action::ask || action == Action::merge;
    // A question that was open when the ticket was merged is void: it comes back to where the question was asked.
    if (detour && ticket.status != needs_info)
        ticket.returns_to = ticket.status;
    else if (next != ticket.status && !detour)
        ticket.returns_to.reset();
    ticket.status = next;
}

std::string_view name_of(Demand demand)
{
    static constexpr std::array<std::string_view, 9> names{"nothing", "text",   "field", "department", "person",
                                                           "master",  "result", "party", "text+wait"};
    return names[static_cast<std::size_t>(demand)];
}

std::string_view name_of(Tells tells)
{
    static constexpr std::array<std::string_view, 10> names{
        "nobody",   "reporter",        "department", "reporter+department", "reporter+groups", "intake",
        "officers", "officers+intake", "leaders",    "supervisors"};
    return names[static_cast<std::size_t>(tells)];
}

} // namespace langnghe
