#include "core/officer/desk.hpp"

#include "core/message/say.hpp"
#include "core/officer/carry_out.hpp"
#include "core/officer/evidence.hpp"
#include "core/officer/form.hpp"
#include "core/officer/help.hpp"
#include "core/officer/leading_codes.hpp"
#include "core/officer/lists.hpp"
#include "core/officer/plan.hpp"
#include "core/officer/requests.hpp"
#include "core/outbox/post.hpp"
#include "core/people/identify.hpp"
#include "core/text/fold.hpp"
#include "core/warning/raise.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace langnghe::officer {
namespace {

// A command, and what was typed after it.
struct Typed
{
    const Command* command = nullptr;
    std::string rest;
};

Typed read_typed(const text::Command& typed) { return {find_command(typed.name), typed.rest}; }

Talk talk_of(Context& context, const Identity& identity, const User& user, const Message& message)
{
    return {context, identity, user, message.chat, message.id, message.reply_to};
}

// A reply to one of our messages about a ticket needs no code.
std::optional<Ticket> ticket_replied_to(Talk& talk)
{
    if (talk.reply_to.empty())
        return std::nullopt;
    const auto reference = talk.context.tx.messages().find(talk.identity.channel, talk.chat.id, talk.reply_to);
    return reference ? talk.context.tx.tickets().find(reference->ticket) : std::nullopt;
}

void tell_no_code(Talk& talk, Verb verb)
{
    const TicketCode shown{year_in_vietnam(talk.context.now), 42};
    const std::string example = example_of(talk.context, talk.user, verb, to_text(shown, talk.context.commune.letters));
    tell_here(talk, talk.say()(Say::desk_no_code, {{"example", example}}));
}

// In a group what is sealed, or may be, is not there for anybody.
bool is_there(Talk& talk, const std::optional<Ticket>& ticket)
{
    return ticket && sees(talk.context, talk.user, *ticket) &&
           !(talk.in_group() && (ticket->sealed() || ticket->suspected));
}

// The ticket that is meant; nothing when the answer is given.
std::optional<Ticket> ticket_of(Talk& talk, Verb verb, const Arguments& said)
{
    if (said.codes.empty()) {
        auto replied = ticket_replied_to(talk);
        if (is_there(talk, replied))
            return replied;
        tell_no_code(talk, verb);
        return std::nullopt;
    }
    auto ticket = talk.context.tx.tickets().by_code(said.codes.front());
    if (is_there(talk, ticket))
        return ticket;
    tell_unknown(talk, to_text(said.codes.front(), talk.context.commune.letters));
    return std::nullopt;
}

// Of /gop: the second code, or the only one in reply to a message about the first.
bool take_master(Talk& talk, const Arguments& said, Order& order)
{
    if (said.codes.size() < 2)
        return true;
    const auto master = talk.context.tx.tickets().by_code(said.codes[1]);
    if (!is_there(talk, master)) {
        tell_unknown(talk, to_text(said.codes[1], talk.context.commune.letters));
        return false;
    }
    order.master = master->id;
    return true;
}

// Puts in what was clear; gives the first slot that was not.
Slot fill_all(Order& order, const Arguments& said)
{
    Slot unclear = Slot::nothing;
    for (const auto& [slot, keys] : said.found)
        if (keys.size() == 1)
            fill(order, slot, keys.front());
        else if (slot != Slot::area)
            unclear = slot;
    order.days = said.days;
    order.text = said.rest;
    return unclear;
}

bool takes_many(Verb verb)
{
    constexpr std::array verbs{Verb::verify,  Verb::classify,  Verb::nature, Verb::transfer, Verb::accept,
                               Verb::assign,  Verb::give_back, Verb::close,  Verb::reject,   Verb::unmerge,
                               Verb::approve, Verb::keep_out,  Verb::let_in};
    return std::ranges::count(verbs, verb) > 0;
}

// Each ticket is judged by itself; one answer says what became of each.
void take_many(Talk& talk, Verb verb, const LeadingCodes& many)
{
    const std::string& letters = talk.context.commune.letters;
    drop_form(talk);
    talk.gathers = true;
    for (const TicketCode& code : many.codes) {
        const auto ticket = talk.context.tx.tickets().by_code(code);
        if (!is_there(talk, ticket)) {
            tell_unknown(talk, to_text(code, letters));
            continue;
        }
        Order order;
        order.verb = verb;
        order.ticket = ticket->id;
        const auto people = people_for(talk.context, *ticket);
        fill_all(order, read_arguments(many.rest, letters, vocabulary_for(talk, verb, people), 0));
        carry_out(talk, order);
    }
    talk.gathers = false;
    std::string answer;
    for (const std::string& line : talk.gathered)
        answer += (answer.empty() ? "" : "\n") + line;
    tell(talk, std::move(answer));
}

void take_order(Talk& talk, const Typed& typed, const Message& message, TimePoint at)
{
    const Verb verb = typed.command->verb;
    const std::string& letters = talk.context.commune.letters;
    if (const auto many = leading_codes(typed.rest, letters, year_in_vietnam(talk.context.now));
        takes_many(verb) && many.codes.size() > 1)
        return take_many(talk, verb, many);
    if (verb != Verb::show)
        drop_form(talk);
    const std::size_t codes = verb == Verb::merge ? 2 : 1;
    const auto ticket = ticket_of(talk, verb, read_arguments(typed.rest, letters, {}, codes));
    if (!ticket)
        return;
    const auto people = people_for(talk.context, *ticket);
    const Arguments said = read_arguments(typed.rest, letters, vocabulary_for(talk, verb, people), codes);
    Order order;
    order.verb = verb;
    order.ticket = ticket->id;
    const Slot unclear = fill_all(order, said);
    if (!take_master(talk, said, order))
        return;
    const bool allowed = may(talk.context, talk.user, *ticket, right_of(talk.context, order, *ticket)) &&
                         leads(talk.context, order, *ticket);
    if (unclear != Slot::nothing && allowed)
        return ask(talk, order, *ticket, unclear, said.found.at(unclear));
    if ((verb == Verb::done || verb == Verb::answer) && allowed && brings_files(message))
        order.files.push_back(keep_files(talk.context, talk.identity, ticket->id, message, at));
    carry_out(talk, order);
}

std::int64_t take_number(std::string_view& data)
{
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(data.data(), data.data() + data.size(), number);
    data.remove_prefix(static_cast<std::size_t>(end - data.data()));
    if (data.starts_with(':'))
        data.remove_prefix(1);
    return error == std::errc{} ? number : 0;
}

// "VERB:TICKET:VERSION[:DEPARTMENT]"
void press_verb(Talk& talk, std::string_view data)
{
    const auto colon = data.find(':');
    const Command* command = find_command(data.substr(0, colon));
    if (command == nullptr || colon == std::string_view::npos || !needs_ticket(command->verb))
        return tell(talk, talk.say()(Say::desk_old_form));
    data.remove_prefix(colon + 1);
    Order order;
    order.verb = command->verb;
    order.ticket = TicketId{take_number(data)};
    order.version = take_number(data);
    if (order.verb != Verb::show)
        drop_form(talk);
    const auto& departments = talk.context.commune.taxonomy.departments;
    if (command->verb == Verb::transfer && std::ranges::count(departments, data, &Term::key) > 0)
        order.department = data;
    carry_out(talk, order);
}

bool is_alert(const text::Command& typed) { return typed.name == alert_name || typed.name == "alert"; }

// The author sees what would go out, in private, and confirms it there.
void raise_alert(Talk& talk, std::string_view words)
{
    const auto drafted =
        warning::draft(talk.context, talk.actor(), warning::read_request(talk.context.commune.taxonomy, words));
    if (drafted && talk.in_group())
        return tell_here(talk, talk.say()(Say::desk_in_private));
    if (drafted)
        return;
    if (drafted.error() == Errc::not_allowed)
        return tell_here(talk, talk.say()(Say::desk_not_allowed, {{"command", alert_name}}));
    tell_here(talk, talk.say()(Say::desk_alert_usage, {{"example", alert_example(talk.context.commune)}}));
}

} // namespace

bool is_command(const text::Command& typed)
{
    return is_alert(typed) || find_request(typed.name) != nullptr || read_typed(typed).command != nullptr;
}

void take_command(Context& context, const Identity& identity, const Message& message, const text::Command& typed,
                  TimePoint at)
{
    const Typed read = read_typed(typed);
    const Request* const request = find_request(typed.name);
    const std::string_view name = is_alert(typed)      ? alert_name
                                  : request != nullptr ? request->name
                                                       : read.command->name;
    const auto user = official_of(context, identity);
    if (!user) {
        Letter letter;
        letter.channel = identity.channel;
        letter.to = message.chat;
        const bool in_group = message.chat.kind == ChatKind::group;
        letter.text = context.commune.say(in_group ? Say::not_allowed_in_group : Say::not_allowed, {{"command", name}});
        if (in_group)
            letter.reply_to = message.id;
        return post(context, std::move(letter));
    }
    Talk talk = talk_of(context, identity, *user, message);
    if (is_alert(typed))
        return raise_alert(talk, typed.rest);
    const bool allowed =
        request != nullptr ? request->may(*user) : could(*read.command, user->roles, !user->department.empty());
    if (!allowed)
        return tell_here(talk, talk.say()(Say::desk_not_allowed, {{"command", name}}));
    if (request != nullptr)
        return request->ask(talk, typed.rest);
    if (!needs_ticket(read.command->verb))
        return list(talk, read.command->verb, read.rest);
    take_order(talk, read, message, at);
}

bool take_answer(Context& context, const Identity& identity, const Message& message, TimePoint at)
{
    const auto user = official_of(context, identity);
    if (!user)
        return false;
    Talk talk = talk_of(context, identity, *user, message);
    return answer_form(talk, message, at);
}

bool take_press(Context& context, const Identity& identity, const ChatRef& chat, std::string_view data)
{
    const auto user = official_of(context, identity);
    const auto colon = data.find(':');
    if (!user || colon == std::string_view::npos)
        return false;
    Talk talk{context, identity, *user, chat};
    const std::string_view what = data.substr(colon + 1);
    if (data.starts_with("do:"))
        press_verb(talk, what);
    else if (data.starts_with("f:"))
        press_form(talk, what);
    else if (data.starts_with("ls:"))
        press_list(talk, what);
    else
        return false;
    return true;
}

} // namespace langnghe::officer
