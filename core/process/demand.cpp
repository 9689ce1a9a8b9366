#include "core/process/demand.hpp"

#include "core/commune/fields.hpp"
#include "core/process/rights_of.hpp"
#include "core/text/utf8.hpp"

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

bool is_hidden(const Ticket& ticket) { return ticket.sealed() || ticket.suspected; }

template <class T>
bool knows(const std::vector<T>& terms, const std::string& key)
{
    return std::ranges::any_of(terms, [&](const T& term) { return term.key == key; });
}

bool has_words(const Step& step) { return !text::trim(step.text).empty(); }

// Keys that are given at all must be of the taxonomy.
bool knows_keys(const Case& judged)
{
    const Step& step = judged.step;
    const Taxonomy& taxonomy = judged.taxonomy();
    return (step.field.empty() || knows(taxonomy.fields, step.field)) &&
           (step.area.empty() || knows(taxonomy.areas, step.area)) &&
           (step.department.empty() || knows(taxonomy.departments, step.department)) &&
           (step.kept_from.empty() || knows(taxonomy.departments, step.kept_from));
}

bool takes_department(const Case& judged)
{
    const Step& step = judged.step;
    const std::string& kept_from = step.kept_from.empty() ? judged.course.kept_from : step.kept_from;
    return !step.department.empty() && step.department != kept_from;
}

// Of the ticket's department, or the keeper of what is sealed.
bool takes_person(const Case& judged)
{
    const auto person = judged.context.tx.people().find_user(judged.step.person);
    if (!person || person->disabled)
        return false;
    if (is_hidden(judged.ticket))
        return person->roles.has(Role::keeper);
    return person->department == judged.ticket.department && person->roles.any_of({Role::handler, Role::leader});
}

bool takes_master(const Case& judged)
{
    const auto master = judged.context.tx.tickets().find(judged.step.master);
    return master && master->id != judged.ticket.id && is_open(master->status) &&
           is_hidden(*master) == is_hidden(judged.ticket) && may_see(judged.context, judged.actor, *master);
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
    }
    return Errc::malformed;
}

bool has_way_of_its_own(Nature nature)
{
    return nature == Nature::complaint || nature == Nature::denunciation || nature == Nature::crime_report;
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
        return when(!has_way_of_its_own(judged.ticket.nature), Errc::wrong_state);
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
    const auto next = next_status(ticket, step.action, actor.roles);
    if (!next)
        return next.error();
    if (!is_permitted(context, actor, ticket, step.action))
        return Errc::not_allowed;
    const Case judged{context, actor, step, ticket, course};
    if (!knows_keys(judged))
        return Errc::malformed;
    if (const auto fit = fits(judged); !fit)
        return fit.error();
    if (const auto brought = brings(judged, find_rule(ticket.status, step.action)->demands); !brought)
        return brought.error();
    return *next;
}

} // namespace langnghe::process
