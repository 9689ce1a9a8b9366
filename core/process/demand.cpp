#include "core/process/demand.hpp"

#include "core/commune/fields.hpp"
#include "core/process/rights_of.hpp"
#include "core/store/courses.hpp"
#include "core/text/utf8.hpp"
#include "core/ticket/hidden.hpp"

#include <algorithm>

namespace langnghe::process {
namespace {

constexpr int most_days = 60; // of one extension

struct Case
{
    Context& context;
    const Actor& actor;
    const Step& step;
    const Ticket& ticket;
    const Course& course;

    const Taxonomy& taxonomy() const { return context.commune.taxonomy; }
};

using Refusal = boost::system::result<void>;

template <class T>
bool knows(const std::vector<T>& terms, const std::string& key)
{
    return std::ranges::any_of(terms, [&](const T& term) { return term.key == key; });
}

bool has_words(const Step& step) { return !text::trim(step.text).empty(); }

bool knows_party(const Case& judged)
{
    const Party& party = judged.step.kept_from;
    if (party.person != UserId::none)
        return party.department.empty() && judged.context.tx.people().find_user(party.person);
    return knows(judged.taxonomy().departments, party.department);
}

KeptFrom kept_from_now_on(const Case& judged) { return with(judged.course.kept_from, judged.step.kept_from); }

// Keys that are given at all must be of the taxonomy.
bool knows_keys(const Case& judged)
{
    const Step& step = judged.step;
    const Taxonomy& taxonomy = judged.taxonomy();
    return (step.field.empty() || knows(taxonomy.fields, step.field)) &&
           (step.area.empty() || knows(taxonomy.areas, step.area)) &&
           (step.department.empty() || knows(taxonomy.departments, step.department)) &&
           (!step.kept_from.named() || step.action == Action::let_in || knows_party(judged));
}

bool takes_department(const Case& judged)
{
    const Step& step = judged.step;
    return !step.department.empty() && !holds(kept_from_now_on(judged), {step.department, UserId::none});
}

// Of the ticket's department, or the keeper of what is sealed.
bool takes_person(const Case& judged)
{
    const auto person = judged.context.tx.people().find_user(judged.step.person);
    if (!person || person->disabled || !may_see(judged.context, actor_of(*person), judged.ticket))
        return false;
    if (is_hidden(judged.ticket))
        return person->roles.has(Role::keeper);
    return person->department == judged.ticket.department && person->roles.any_of({Role::handler, Role::leader});
}

// Reported by the citizen who asks for it, in the chat where the other was; what is to stay unnamed never stands beside
// a name.
bool is_own(const Case& judged, const Ticket& master)
{
    const Ticket& ticket = judged.ticket;
    const IdentityId who = judged.actor.identity;
    return ticket.reporter == who && master.reporter == who && !ticket.in_group && !master.in_group &&
           ticket.channel == master.channel && ticket.chat == master.chat && ticket.anonymous == master.anonymous;
}

bool takes_master(const Case& judged)
{
    const auto master = judged.context.tx.tickets().find(judged.step.master);
    if (!master || master->id == judged.ticket.id || !is_open(master->status) ||
        is_hidden(*master) != is_hidden(judged.ticket) || !may_see(judged.context, judged.actor, *master))
        return false;
    if (judged.actor.roles.has(Role::citizen) && (is_hidden(judged.ticket) || !is_own(judged, *master)))
        return false;
    const KeptFrom of_master = course_of(judged.context, *master).kept_from;
    return std::ranges::all_of(judged.course.kept_from, [&](const Party& party) { return holds(of_master, party); });
}

// Somebody must be left who goes on with it, and could let them in again. A keeper may always step back from what is
// about him: the administrators hear where no other is left.
bool leaves_somebody(const Case& judged)
{
    if (is_hidden(judged.ticket))
        return true;
    const KeptFrom later = kept_from_now_on(judged);
    bool anybody = false;
    for (const User& user : judged.context.tx.people().users()) {
        if (user.disabled || !may(user.roles, Right::keep_out, {}))
            continue;
        anybody = anybody || !is_kept_from(judged.course.kept_from, user.id, user.department);
        if (!is_kept_from(later, user.id, user.department))
            return true;
    }
    return !anybody;
}

bool takes_party(const Case& judged)
{
    const Party& party = judged.step.kept_from;
    if (judged.step.action == Action::let_in)
        return holds(judged.course.kept_from, party);
    return party.named() && leaves_somebody(judged);
}

// What is solved, or partly, must be shown where the field says so; why it cannot be solved needs words alone.
Refusal brings_result(const Case& judged)
{
    if (!has_words(judged.step))
        return Errc::missing_text;
    const Field* field = find_field(judged.taxonomy(), judged.ticket.field);
    const bool done = judged.step.kind == ResultKind::solved || judged.step.kind == ResultKind::partly;
    if (done && field != nullptr && field->needs_evidence && judged.step.files.empty())
        return Errc::missing_evidence;
    return {};
}

Refusal when(bool good, Errc otherwise)
{
    if (!good)
        return otherwise;
    return {};
}

// The reporter had the time to answer that the commune gives.
Refusal waited(const Case& judged)
{
    const auto from = closable_from(judged.context, judged.ticket);
    if (from && judged.context.now < *from)
        return Errc::wrong_state;
    return when(has_words(judged.step), Errc::missing_text);
}

Refusal brings(const Case& judged, Demand demand)
{
    switch (demand) {
    case Demand::nothing:
        return {};
    case Demand::text:
        return when(has_words(judged.step), Errc::missing_text);
    case Demand::field:
        return when(!judged.step.field.empty(), Errc::malformed);
    case Demand::department:
        return when(takes_department(judged), Errc::malformed);
    case Demand::person:
        return when(takes_person(judged), Errc::malformed);
    case Demand::master:
        return when(takes_master(judged), Errc::malformed);
    case Demand::result:
        return brings_result(judged);
    case Demand::party:
        return when(takes_party(judged), Errc::malformed);
    case Demand::wait:
        return waited(judged);
    }
    return Errc::malformed;
}

bool is_past_reopening(const Case& judged)
{
    const auto window = judged.context.commune.rules.reopen_window;
    return judged.ticket.closed_at && judged.context.now > *judged.ticket.closed_at + window;
}

// What the table does not know.
Refusal fits(const Case& judged)
{
    const Step& step = judged.step;
    switch (step.action) {
    case Action::set_nature:
        return when(step.nature && *step.nature != Nature::unset, Errc::malformed);
    case Action::reject:
        return when(may_be_rejected(judged.ticket), Errc::wrong_state);
    case Action::reopen:
        return when(!is_past_reopening(judged), Errc::wrong_state);
    case Action::ask_extension:
        return when(step.days >= 1 && step.days <= most_days, Errc::malformed);
    case Action::approve_extension:
        if (judged.course.asked_days == 0)
            return Errc::wrong_state;
        return when(judged.course.asked_by == UserId::none || judged.course.asked_by != judged.actor.user,
                    Errc::not_allowed);
    case Action::answer_remark:
        return when(judged.course.remark, Errc::wrong_state);
    case Action::ask_recheck:
        return when(!judged.course.recheck, Errc::wrong_state);
    case Action::close_recheck:
        return when(judged.course.recheck, Errc::wrong_state);
    default:
        return {};
    }
}

} // namespace

Result<Status> judge(Context& context, const Actor& actor, const Step& step, const Ticket& ticket, const Course& course)
{
    const Case judged{context, actor, step, ticket, course};
    // No department has it when the one that had it is kept out.
    Ticket handled = ticket;
    if (holds(kept_from_now_on(judged), {ticket.department, UserId::none}))
        handled.department.clear();
    const auto next = next_status(handled, step.action, actor.roles);
    if (!next)
        return next.error();
    if (!is_permitted(context, actor, ticket, step.action))
        return Errc::not_allowed;
    if (!knows_keys(judged))
        return Errc::malformed;
    if (const auto fit = fits(judged); !fit)
        return fit.error();
    if (const auto brought = brings(judged, find_rule(ticket.status, step.action)->demands); !brought)
        return brought.error();
    return *next;
}

} // namespace langnghe::process

namespace langnghe {

bool may_be_rejected(const Ticket& ticket)
{
    using enum Nature;
    const bool has_way_of_its_own =
        ticket.nature == complaint || ticket.nature == denunciation || ticket.nature == crime_report;
    return !has_way_of_its_own && !ticket.suspected;
}

std::optional<TimePoint> closable_from(Context& context, const Ticket& ticket)
{
    const auto course =
        ticket.status == Status::needs_info ? context.tx.courses().find(ticket.id) : std::optional<Course>{};
    if (!course || !course->paused_at)
        return std::nullopt;
    return *course->paused_at + std::chrono::days{context.commune.taxonomy.deadlines.offer_days};
}

} // namespace langnghe
