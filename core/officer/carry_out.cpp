#include "core/officer/carry_out.hpp"

#include "core/intake/successor.hpp"
#include "core/message/say.hpp"
#include "core/officer/evidence.hpp"
#include "core/officer/following.hpp"
#include "core/officer/form.hpp"
#include "core/officer/offers.hpp"
#include "core/officer/plan.hpp"
#include "core/officer/show.hpp"
#include "core/store/courses.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace langnghe::officer {
namespace {

constexpr Duration a_moment = std::chrono::seconds{60};

// What the order is on this ticket: known, seen and looked at once.
struct Case
{
    Talk& talk;
    const Order& order;
    Ticket ticket;
    std::string verb; // what the order is called

    std::string code() const { return code_of(talk.context, ticket); }
    std::string status() const { return talk.say()(label_of(ticket.status)); }
};

void tell_not_allowed(Talk& talk, Verb verb)
{
    tell_here(talk, talk.say()(Say::desk_not_allowed, {{"command", command_of(verb).name}}));
}

void tell_wrong_state(Case& it)
{
    tell_here(it.talk,
              it.talk.say()(Say::desk_wrong_state, {{"code", it.code()}, {"status", it.status()}, {"verb", it.verb}}),
              it.ticket.id);
}

// What is never turned away takes another way.
void tell_not_reject(Case& it)
{
    const Catalogue& say = it.talk.say();
    const std::string text =
        it.ticket.suspected
            ? say(Say::desk_not_reject_kept, {{"code", it.code()}})
            : say(Say::desk_not_reject, {{"code", it.code()}, {"nature", say(label_of(it.ticket.nature))}});
    tell(it.talk, text, offers(it.talk.context, it.talk.user, it.ticket), it.ticket.id);
}

// Nobody closes a question before there was time to answer it.
void tell_early(Case& it, TimePoint from)
{
    const std::chrono::days wait{it.talk.context.commune.taxonomy.deadlines.offer_days};
    tell(it.talk,
         it.talk.say()(Say::desk_close_early, {{"code", it.code()},
                                               {"asked", to_vietnamese(from - wait)},
                                               {"from", to_vietnamese(from)},
                                               {"days", std::to_string(wait.count())}}),
         offers(it.talk.context, it.talk.user, it.ticket), it.ticket.id);
}

struct Change
{
    std::string name;
    TimePoint at;
};

Change last_change(Context& context, const Ticket& ticket)
{
    const auto entries = context.tx.journal().of_ticket(ticket.id);
    if (entries.empty())
        return {context.commune.say(Say::desk_program), ticket.created_at};
    return {name_of_actor(context, entries.back().actor), entries.back().at};
}

void tell_stale(Case& it)
{
    const Change change = last_change(it.talk.context, it.ticket);
    tell(it.talk,
         it.talk.say()(
             Say::desk_stale,
             {{"code", it.code()}, {"name", change.name}, {"time", to_vietnamese(change.at)}, {"status", it.status()}}),
         offers(it.talk.context, it.talk.user, it.ticket), it.ticket.id);
}

bool changed_a_moment_ago(Case& it)
{
    const auto course = it.talk.context.tx.courses().find(it.ticket.id);
    return course && course->changed_at && *course->changed_at > it.talk.context.now - a_moment &&
           course->changed_by != UserId::none && course->changed_by != it.talk.user.id;
}

void tell_done(Case& it, const Ticket& ticket)
{
    Talk& talk = it.talk;
    const std::string status = talk.say()(label_of(ticket.status));
    const bool due = ticket.due_at && is_open(ticket.status) && ticket.status != Status::needs_info;
    const std::string text = talk.say()(due ? Say::desk_done_due : Say::desk_done,
                                        {{"verb", it.verb},
                                         {"code", it.code()},
                                         {"status", status},
                                         {"due", due ? to_vietnamese(*ticket.due_at) : std::string{}}});
    if (!talk.in_group())
        return tell(talk, text, offers(talk.context, talk.user, ticket), ticket.id);
    // What has just become sealed is not spoken of there.
    if (ticket.sealed() || ticket.suspected)
        return tell(talk, text);
    tell_here(talk, talk.say()(Say::desk_group_done, {{"code", it.code()}, {"status", status}}), ticket.id);
}

// The window to reopen it is over, which is all that was in the way.
void follow_up(Case& it)
{
    Talk& talk = it.talk;
    const Ticket next = succeed(talk.context, talk.identity, it.ticket, it.order.text);
    const std::string text =
        talk.say()(Say::desk_succeeded, {{"code", it.code()}, {"new", code_of(talk.context, next)}});
    if (next.suspected)
        return tell(talk, text, {}, next.id);
    tell(talk, text, offers(talk.context, talk.user, next), next.id);
}

// Something that the order names does not go with this ticket.
void tell_malformed(Case& it)
{
    Talk& talk = it.talk;
    const KeptFrom kept = course_of(talk.context, it.ticket).kept_from;
    if (it.order.verb == Verb::keep_out)
        return tell(talk, talk.say()(Say::desk_last_one, {{"code", it.code()}}), {}, it.ticket.id);
    if (it.order.verb == Verb::let_in) {
        Order again = it.order;
        again.party = {};
        return ask(talk, again, it.ticket, Slot::party);
    }
    if (it.order.verb == Verb::merge && !kept.empty())
        return tell(talk,
                    talk.say()(Say::desk_merge_kept, {{"code", it.code()}, {"who", names_of(talk.context, kept)}}), {},
                    it.ticket.id);
    tell_here(talk, talk.say()(Say::desk_refused, {{"code", it.code()}, {"verb", it.verb}}), it.ticket.id);
}

void tell_error(Case& it, boost::system::error_code error)
{
    if (error == Errc::not_allowed)
        return tell_not_allowed(it.talk, it.order.verb);
    if (error == Errc::wrong_state && it.order.verb == Verb::reopen)
        return follow_up(it);
    if (error == Errc::wrong_state)
        return tell_wrong_state(it);
    if (error == Errc::stale_version)
        return tell_stale(it);
    if (error == Errc::missing_evidence)
        return ask(it.talk, it.order, it.ticket, Slot::evidence);
    if (error == Errc::missing_text)
        return ask(it.talk, it.order, it.ticket, Slot::text);
    tell_malformed(it);
}

std::vector<OutboxFile> chosen_photos(Case& it)
{
    std::vector<OutboxFile> files;
    for (const AttachedFile& photo : photos_of_result(it.talk.context, it.ticket))
        if (std::ranges::count(it.order.photos, static_cast<std::int64_t>(photo.id)) > 0)
            files.push_back(outgoing(photo));
    return files;
}

bool answers_citizen(Action action)
{
    return action == Action::answer || action == Action::answer_now || action == Action::resolve;
}

void take(Case& it)
{
    Talk& talk = it.talk;
    std::vector<OutboxFile> files;
    if (it.order.verb == Verb::publish)
        files = chosen_photos(it);
    if (!it.order.files.empty()) {
        Brought brought_files = brought(talk.context, it.ticket, it.order.files);
        if (brought_files.waiting)
            return wait_for_files(talk, it.order, it.ticket);
        files = std::move(brought_files.files);
        if (files.empty()) {
            Order again = it.order;
            again.files.clear();
            tell(talk, talk.say()(Say::desk_files_lost, {{"code", it.code()}}), {}, it.ticket.id);
            return ask(talk, again, it.ticket, Slot::evidence);
        }
    }
    const Action action = action_of(talk.context, it.order, it.ticket);
    const auto steps = plan(talk.context, it.order, it.ticket, files);
    const auto after = act(talk.context, talk.actor(), it.ticket, steps);
    if (!after)
        return tell_error(it, after.error());
    if (it.order.verb == Verb::reveal)
        tell(talk, reporter_of(talk.context, *after), {}, after->id);
    tell_done(it, *after);
    if (answers_citizen(action) && !talk.in_group())
        expect_more(talk, it.order, *after);
}

} // namespace

void tell_unknown(Talk& talk, const std::string& code)
{
    const TicketCode shown{year_in_vietnam(talk.context.now), 42};
    tell_here(talk, talk.say()(Say::desk_unknown,
                               {{"code", code}, {"example", to_text(shown, talk.context.commune.letters)}}));
}

std::string question_of_change(Talk& talk, const Order& order, const Ticket& ticket)
{
    const auto course = talk.context.tx.courses().find(ticket.id);
    const auto who = course ? talk.context.tx.people().find_user(course->changed_by) : std::nullopt;
    return talk.say()(Say::desk_confirm,
                      {{"code", code_of(talk.context, ticket)},
                       {"name", who ? who->name : talk.say()(Say::desk_program)},
                       {"time", to_vietnamese(course && course->changed_at ? *course->changed_at : talk.context.now)},
                       {"status", talk.say()(label_of(ticket.status))},
                       {"verb", title_of(talk.context, order, ticket)}});
}

std::string example_of(const Context& context, const User& user, Verb verb, const std::string& code)
{
    const Command& command = command_of(verb);
    const bool only_answers = verb == Verb::done && !holds(command, user.roles, !user.department.empty());
    std::string example = fmt::format("/{}", command.name);
    if (needs_ticket(verb))
        example += ' ' + code;
    if (verb == Verb::merge)
        example += ' ' + to_text({year_in_vietnam(context.now), 40}, context.commune.letters);
    if (command.example)
        example += ' ' + context.commune.say(only_answers ? Say::example_done_answered : *command.example);
    return example;
}

void carry_out(Talk& talk, const Order& order)
{
    auto ticket = talk.context.tx.tickets().find(order.ticket);
    if (!ticket || !sees(talk.context, talk.user, *ticket))
        return tell(talk, talk.say()(Say::desk_old_form));
    if (order.verb == Verb::show)
        return show(talk, *ticket);
    Case it{talk, order, std::move(*ticket), {}};
    it.verb = title_of(talk.context, order, it.ticket);
    if (!may(talk.context, talk.user, it.ticket, right_of(talk.context, order, it.ticket)))
        return tell_not_allowed(talk, order.verb);
    if (order.version && *order.version != it.ticket.version)
        return tell_stale(it);
    if (!leads(talk.context, order, it.ticket))
        return tell_wrong_state(it);
    if (order.verb == Verb::reject && !may_be_rejected(it.ticket))
        return tell_not_reject(it);
    if (const auto from = closable_from(talk.context, it.ticket);
        order.verb == Verb::close && from && talk.context.now < *from)
        return tell_early(it, *from);
    if (const Slot slot = lacking(talk.context, order, it.ticket); slot != Slot::nothing)
        return ask(talk, order, it.ticket, slot);
    if (!order.version && !order.sure && changed_a_moment_ago(it))
        return ask(talk, order, it.ticket, Slot::sure);
    take(it);
}

} // namespace langnghe::officer
