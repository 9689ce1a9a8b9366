#include "core/journal/record.hpp"
#include "core/process/act.hpp"
#include "core/process/followers.hpp"
#include "core/process/rights_of.hpp"
#include "core/store/courses.hpp"

#include <algorithm>
#include <array>

namespace langnghe {
namespace {

// What the Front does as a watcher is no handling.
bool is_watching(std::string_view action)
{
    constexpr std::array watching{Action::remark, Action::ask_recheck, Action::close_recheck};
    return std::ranges::any_of(watching, [&](Action each) { return name_of(each) == action; });
}

bool has_acted(Context& context, const Actor& actor, const Ticket& ticket)
{
    const auto own = [&](const journal::Entry& entry) {
        return entry.actor == actor.name && !is_watching(entry.action);
    };
    if (std::ranges::any_of(context.tx.journal().of_ticket(ticket.id), own))
        return true;
    const auto reporter = context.tx.people().find(ticket.reporter);
    return reporter && actor.user != UserId::none && reporter->user == actor.user;
}

constexpr int longest_merge_chain = 8;

// From this ticket, or from one that it was merged into.
bool is_kept_out(Context& context, const Actor& actor, const Ticket& ticket)
{
    if (actor.user == UserId::none && actor.department.empty())
        return false;
    auto master = ticket.merged_into;
    bool kept = is_kept_from(course_of(context, ticket).kept_from, actor.user, actor.department);
    for (int i = 0; !kept && master != TicketId::none && i < longest_merge_chain; ++i) {
        const auto next = context.tx.tickets().find(master);
        kept = next && is_kept_from(course_of(context, *next).kept_from, actor.user, actor.department);
        master = next ? next->merged_into : TicketId::none;
    }
    return kept;
}

} // namespace

Actor actor_of(const User& user)
{
    return {user.disabled ? Roles{} : user.roles, user.id, IdentityId::none, user.department, journal::actor(user.id)};
}

Actor actor_of(const Identity& reporter)
{
    return {{Role::citizen}, UserId::none, reporter.id, {}, journal::actor(reporter.id)};
}

Actor the_program() { return {{Role::program}, UserId::none, IdentityId::none, {}, journal::program}; }

Actor the_console() { return {{Role::front_officer, Role::leader}, UserId::none, IdentityId::none, {}, "console"}; }

Standing standing(Context& context, const Actor& actor, const Ticket& ticket)
{
    Standing standing;
    standing.own_department = !actor.department.empty() && actor.department == ticket.department;
    standing.acted = actor.roles.has(Role::supervisor) && has_acted(context, actor, ticket);
    standing.sealed = ticket.sealed() || ticket.suspected;
    return standing;
}

bool may_see(Context& context, const Actor& actor, const Ticket& ticket)
{
    if (actor.roles.has(Role::program))
        return true;
    if (actor.roles.has(Role::citizen))
        return is_reporter(context, actor.identity, ticket);
    if (is_kept_out(context, actor, ticket))
        return false;
    Standing stands;
    stands.own_department = !actor.department.empty() && actor.department == ticket.department;
    stands.sealed = ticket.sealed() || ticket.suspected;
    return may(actor.roles, stands.sealed ? Right::read_sealed : Right::read_masked, stands);
}

bool is_reporter(Context& context, IdentityId person, const Ticket& ticket)
{
    if (person == IdentityId::none)
        return false;
    return std::ranges::any_of(process::with_followers(context, ticket),
                               [&](const Ticket& each) { return each.reporter == person; });
}

Course course_of(Context& context, const Ticket& ticket)
{
    auto course = context.tx.courses().find(ticket.id);
    if (!course)
        course.emplace().ticket = ticket.id;
    return *course;
}

std::string name_of(Context& context, const Party& party)
{
    if (party.person == UserId::none)
        return name_of(context.commune.taxonomy.departments, party.department);
    const auto user = context.tx.people().find_user(party.person);
    return user ? user->name : std::string{};
}

std::string names_of(Context& context, const KeptFrom& kept_from)
{
    std::string names;
    for (const Party& party : kept_from)
        names += (names.empty() ? "" : ", ") + name_of(context, party);
    return names;
}

namespace process {

std::optional<Right> right_of(Action action)
{
    struct Needs
    {
        Action action;
        Right right;
    };
    constexpr std::array needs{
        Needs{Action::verify, Right::verify},
        Needs{Action::classify, Right::classify},
        Needs{Action::set_nature, Right::classify},
        Needs{Action::transfer, Right::transfer},
        Needs{Action::accept, Right::accept},
        Needs{Action::assign, Right::assign},
        Needs{Action::give_back, Right::give_back},
        Needs{Action::ask, Right::ask},
        Needs{Action::answer, Right::answer},
        Needs{Action::answer_now, Right::answer},
        Needs{Action::answer_remark, Right::answer},
        Needs{Action::resolve, Right::report_result},
        Needs{Action::publish, Right::publish},
        Needs{Action::close, Right::close},
        Needs{Action::reject, Right::reject},
        Needs{Action::merge, Right::merge},
        Needs{Action::unmerge, Right::merge},
        Needs{Action::reopen, Right::reopen},
        Needs{Action::ask_extension, Right::ask_extension},
        Needs{Action::approve_extension, Right::approve_extension},
        Needs{Action::remark, Right::remark},
        Needs{Action::ask_recheck, Right::ask_recheck},
        Needs{Action::close_recheck, Right::ask_recheck},
        Needs{Action::reveal, Right::reveal},
        Needs{Action::keep_out, Right::keep_out},
        Needs{Action::let_in, Right::keep_out},
    };
    const auto found = std::ranges::find(needs, action, &Needs::action);
    return found == needs.end() ? std::nullopt : std::optional{found->right};
}

bool is_permitted(Context& context, const Actor& actor, const Ticket& ticket, Action action)
{
    if (actor.roles.has(Role::program))
        return true; // the table says what
    if (actor.roles.has(Role::citizen))
        return action == Action::supply || is_reporter(context, actor.identity, ticket); // who joined it may add
    const auto right = right_of(action);
    return right && may(actor.roles, *right, standing(context, actor, ticket));
}

} // namespace process
} // namespace langnghe
