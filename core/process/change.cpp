#include "core/process/change.hpp"

#include "core/commune/fields.hpp"
#include "core/process/handling.hpp"
#include "core/process/named.hpp"
#include "core/text/fold.hpp"
#include "core/text/mask.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace langnghe::process {
namespace {

struct Work
{
    Context& context;
    const Actor& actor;
    const Step& step;
    Ticket& ticket;
    Course& course;
};

void take(std::string& value, const std::string& given)
{
    if (!given.empty())
        value = given;
}

// Words about officials name their department, and it is not to judge them.
std::string named_department(Context& context, const Ticket& ticket)
{
    std::string words;
    for (const MessageRow& row : context.tx.messages().of_ticket(ticket.id))
        words += row.text + '\n';
    const Term* term = mentioned_department(context.commune.taxonomy, words);
    return term == nullptr ? std::string{} : term->key;
}

void classify(Work& work)
{
    take(work.ticket.field, work.step.field);
    take(work.ticket.area, work.step.area);
    work.ticket.urgency = work.step.urgency.value_or(work.ticket.urgency);
    const Field* field = find_field(work.context.commune.taxonomy, work.ticket.field);
    const auto is_department = [](const Party& party) { return !party.department.empty(); };
    if (field != nullptr && field->about_officials && std::ranges::none_of(work.course.kept_from, is_department))
        work.course.kept_from =
            with(std::move(work.course.kept_from), {named_department(work.context, work.ticket), UserId::none});
    measure(work.context, work.ticket, work.course);
}

// What is sealed is kept from whom its words name.
void keep_from_named(Work& work)
{
    if (work.ticket.sealed())
        work.course.kept_from = with_named(work.context, work.ticket, all_words(work.context, work.ticket),
                                           std::move(work.course.kept_from));
}

// Spoken of in private alone, with its reporter; nobody of a department has it in hand any more.
void seal(Context& context, Ticket& ticket)
{
    ticket.assignee = UserId::none;
    if (!ticket.in_group)
        return;
    ticket.in_group = false;
    const auto reporter = context.tx.people().find(ticket.reporter);
    ticket.chat = reporter ? reporter->external_id : std::string{};
}

void finish(Work& work, ResultKind kind)
{
    work.ticket.result = TicketResult{kind, work.step.text, work.context.now};
    work.ticket.closed_at = work.context.now;
    work.course.asked_days = 0;
}

void close(Work& work)
{
    work.course.paused_at.reset();
    work.ticket.closed_at = work.ticket.closed_at.value_or(work.context.now);
}

void give_back(Work& work)
{
    work.ticket.department.clear();
    work.ticket.assignee = UserId::none;
    work.course.asked_days = 0;
}

void transfer(Work& work)
{
    work.ticket.department = work.step.department;
    work.ticket.assignee = UserId::none;
    begin(work.context, work.ticket, work.course);
}

// A question that was open is void.
void merge(Work& work)
{
    if (work.course.paused_at)
        resume(work.context, work.ticket, work.course);
    const auto master = work.context.tx.tickets().find(work.step.master);
    const bool same = master && master->reporter == work.ticket.reporter && master->reporter != IdentityId::none;
    if (same && work.ticket.voices == 1)
        work.ticket.voices = 0; // one person is one voice
    work.ticket.merged_into = work.step.master;
    work.ticket.due_at.reset();
}

void unmerge(Work& work)
{
    work.ticket.voices = std::max<std::int64_t>(work.ticket.voices, 1);
    work.ticket.merged_into = TicketId::none;
    keep_from_named(work);
    resume(work.context, work.ticket, work.course);
}

bool is_with_kept_out(const Work& work)
{
    return is_kept_from(work.course.kept_from, work.ticket.assignee, work.ticket.department);
}

// Who is kept out has it no more; of what is finished the department stands as the one that did it.
void keep_out(Work& work)
{
    if (!is_with_kept_out(work))
        return;
    work.ticket.assignee = UserId::none;
    if (is_open(work.ticket.status) && holds(work.course.kept_from, {work.ticket.department, UserId::none}))
        give_back(work);
}

void let_in(Work& work) { work.course.kept_from = without(std::move(work.course.kept_from), work.step.kept_from); }

void reopen(Work& work)
{
    if (is_with_kept_out(work))
        give_back(work);
    work.ticket.result.reset();
    work.ticket.public_text.clear();
    work.ticket.closed_at.reset();
    ++work.course.reopened;
    begin(work.context, work.ticket, work.course);
}

void ask_extension(Work& work)
{
    work.course.asked_days = work.step.days;
    work.course.asked_by = work.actor.user;
}

void approve_extension(Work& work)
{
    work.course.extended_days += work.course.asked_days;
    work.course.asked_days = 0;
    measure(work.context, work.ticket, work.course);
}

void begin_handling(Work& work) { begin(work.context, work.ticket, work.course); }
void wait(Work& work) { pause(work.context, work.ticket, work.course); }
void go_on(Work& work) { resume(work.context, work.ticket, work.course); }
void take_nature(Work& work)
{
    set_nature(work.context, work.ticket, *work.step.nature);
    keep_from_named(work);
}
void assign(Work& work) { work.ticket.assignee = work.step.person; }
void report_result(Work& work) { finish(work, work.step.kind); }
void publish(Work& work) { work.ticket.public_text = text::mask_personal(work.step.text); }
void reject(Work& work) { work.ticket.closed_at = work.context.now; }

void accept(Work& work)
{
    if (work.actor.user != UserId::none)
        work.ticket.assignee = work.actor.user;
}

void answer_now(Work& work)
{
    if (work.ticket.nature == Nature::unset)
        work.ticket.nature = Nature::question;
    finish(work, ResultKind::answered);
}

template <bool Course::*mark, bool value>
void set(Work& work)
{
    work.course.*mark = value;
}

struct Deed
{
    Action action;
    void (*carry_out)(Work& work);
};

// What is not here changes neither ticket nor course, but for the state.
constexpr std::array deeds{
    Deed{Action::verify, begin_handling},
    Deed{Action::classify, classify},
    Deed{Action::set_nature, take_nature},
    Deed{Action::transfer, transfer},
    Deed{Action::accept, accept},
    Deed{Action::assign, assign},
    Deed{Action::give_back, give_back},
    Deed{Action::ask, wait},
    Deed{Action::supply, go_on},
    Deed{Action::resolve, report_result},
    Deed{Action::answer_now, answer_now},
    Deed{Action::publish, publish},
    Deed{Action::close, close},
    Deed{Action::reject, reject},
    Deed{Action::merge, merge},
    Deed{Action::unmerge, unmerge},
    Deed{Action::reopen, reopen},
    Deed{Action::keep_out, keep_out},
    Deed{Action::let_in, let_in},
    Deed{Action::ask_extension, ask_extension},
    Deed{Action::approve_extension, approve_extension},
    Deed{Action::remark, set<&Course::remark, true>},
    Deed{Action::answer_remark, set<&Course::remark, false>},
    Deed{Action::ask_recheck, set<&Course::recheck, true>},
    Deed{Action::close_recheck, set<&Course::recheck, false>},
};

} // namespace

void apply(Context& context, const Actor& actor, const Step& step, Status to, Ticket& ticket, Course& course)
{
    if (step.action != Action::let_in)
        course.kept_from = with(std::move(course.kept_from), step.kept_from);
    Work work{context, actor, step, ticket, course};
    const auto deed = std::ranges::find(deeds, step.action, &Deed::action);
    if (deed != deeds.end())
        deed->carry_out(work);
    enter(ticket, step.action, to);
    if (actor.user == UserId::none)
        return;
    course.changed_at = context.now;
    course.changed_by = actor.user;
}

void set_nature(Context& context, Ticket& ticket, Nature nature)
{
    ticket.nature = nature;
    ticket.suspected = false;
    if (ticket.sealed())
        seal(context, ticket);
}

} // namespace langnghe::process
