#include "core/intake/private_message.hpp"

#include "core/intake/anonymity.hpp"
#include "core/intake/draft.hpp"
#include "core/intake/enter_message.hpp"
#include "core/intake/joining.hpp"
#include "core/intake/own_tickets.hpp"
#include "core/intake/passing_on.hpp"
#include "core/intake/place.hpp"
#include "core/intake/receipt.hpp"
#include "core/intake/record_privately.hpp"
#include "core/intake/request.hpp"
#include "core/intake/talk.hpp"
#include "core/message/say.hpp"
#include "core/officer/desk.hpp"
#include "core/officer/help.hpp"
#include "core/officer/typed.hpp"
#include "core/outbox/choices.hpp"
#include "core/outbox/post.hpp"
#include "core/people/identify.hpp"
#include "core/people/linking.hpp"
#include "core/people/notice.hpp"
#include "core/people/own_data.hpp"
#include "core/people/rights.hpp"
#include "core/score/ask.hpp"
#include "core/score/reopen.hpp"
#include "core/text/words.hpp"
#include "core/warning/raise.hpp"

#include <algorithm>
#include <utility>

namespace langnghe {
namespace {

constexpr int listed_tickets = 5;
constexpr std::string_view button_prefix = "ln:";   // of every button of ours
constexpr std::string_view draft_choice = "draft:"; // one of three, once
constexpr std::string_view form_choice = "f:";      // an answer to what a command lacks

// One private chat while one of its messages is taken in.
struct Desk
{
    Context& context;
    Identity identity;
    std::optional<User> official;
    ChatRef chat;

    const Commune& commune() const { return context.commune; }
    std::string say(Say what, std::initializer_list<message::Field> fields = {}) const
    {
        return context.commune.say(what, fields);
    }
};

Letter letter(const Desk& desk, DeliveryKind kind, std::string text)
{
    Letter letter;
    letter.channel = desk.identity.channel;
    letter.to = desk.chat;
    letter.kind = kind;
    letter.text = std::move(text);
    return letter;
}

void answer(Desk& desk, std::string text) { post(desk.context, letter(desk, DeliveryKind::reply, std::move(text))); }

void greet(Desk& desk)
{
    Letter greeting = letter(desk, DeliveryKind::reply, desk.say(Say::greeting, {{"commune", desk.commune().name}}));
    add_notice(desk.context, desk.identity, greeting, false);
    post(desk.context, std::move(greeting));
}

std::string status_line(const Desk& desk, const Ticket& ticket)
{
    const auto entries = desk.context.tx.journal().of_ticket(ticket.id);
    const auto last =
        std::find_if(entries.rbegin(), entries.rend(), [](const auto& entry) { return entry.to.has_value(); });
    const TimePoint since = last == entries.rend() ? ticket.created_at : last->at;
    return desk.say(Say::ticket_status,
                    {{"code", to_text(ticket.code, desk.commune().letters)},
                     {"status", desk.say(label_of(ticket.status))},
                     {"time", to_vietnamese(since)},
                     {"department", name_of(desk.commune().taxonomy.departments, ticket.department)}});
}

// Anybody else's code is answered exactly like an unknown one.
void tell_status(Desk& desk, const TicketCode& code)
{
    const auto ticket = desk.context.tx.tickets().by_code(code);
    if (!ticket || ticket->reporter != desk.identity.id)
        return answer(desk, desk.say(Say::ticket_unknown, {{"code", to_text(code, desk.commune().letters)}}));
    answer(desk, status_line(desk, *ticket));
}

void tell_tickets(Desk& desk)
{
    TicketFilter filter;
    filter.reporter = desk.identity.id;
    filter.limit = listed_tickets;
    const auto tickets = desk.context.tx.tickets().list(filter);
    if (tickets.empty())
        return answer(desk, desk.say(Say::tickets_none, {{"commune", desk.commune().name}}));
    std::string text = desk.say(Say::tickets_head, {{"count", std::to_string(tickets.size())}});
    for (const Ticket& ticket : tickets)
        text += '\n' + status_line(desk, ticket);
    answer(desk, std::move(text));
}

std::string help(const Desk& desk)
{
    const std::string& commune = desk.commune().name;
    if (desk.official)
        return officer::help_of(desk.context, *desk.official);
    const TicketCode example{year_in_vietnam(desk.context.now), 42};
    return desk.say(Say::help_citizen, {{"commune", commune}, {"example", to_text(example, desk.commune().letters)}});
}

void obey(Desk& desk, const Message& message, const text::Command& command, TimePoint at)
{
    const bool reopens = !desk.official && command.name == "molai" && command.rest.empty();
    if (reopens && score::take_reopening(desk.context, desk.identity, "mo lai"))
        return;
    if (officer::is_command(command))
        return officer::take_command(desk.context, desk.identity, message, command, at);
    if (command.name == "lienket" || command.name == "link")
        return link_identity(desk.context, desk.identity, message, command.rest);
    if (command.name == "ketnoi" || command.name == "bind")
        return answer(desk, desk.say(Say::bind_in_private));
    if (command.name == "trogiup" || command.name == "help")
        return answer(desk, help(desk));
    if (command.name == "start")
        return greet(desk);
    answer(desk, desk.say(Say::command_unknown, {{"command", command.name}}));
}

Kept take_report(Desk& desk, const Message& message, TimePoint at)
{
    Authorship authorship{desk.identity.id};
    authorship.anonymous = !desk.official && desk.commune().wishes.begins_anonymous(message.text);
    authorship.first_contact = lacks_notice(desk.commune(), desk.identity);
    const auto entered = enter_message(desk.context, desk.identity, message, desk.identity.channel, at, authorship);
    if (entered.kept == Kept::now) {
        acknowledge(desk.context, desk.identity, message, entered);
        score::take_comment(desk.context, desk.identity, entered.ticket);
    }
    return entered.kept;
}

// A citizen's words after the command are a report like any other.
Kept record(Desk& desk, const Message& message, TimePoint at, const std::string& words)
{
    if (desk.official && may(desk.official->roles, Right::record, {}))
        return record_privately(desk.context, desk.identity, message, at, words);
    Message report = message;
    report.text = words;
    if (!words.empty() || !message.attachments.empty() || message.position)
        return take_report(desk, report, at);
    greet(desk);
    return Kept::nothing;
}

// What an official writes may be a report, on somebody's behalf perhaps, or meant for somebody else.
bool is_draft(Desk& desk, const Message& message)
{
    return desk.official && !message.forwarded && !continues(desk.context, desk.identity, message);
}

// The answer to a question that an official was asked.
bool takes_answer(Desk& desk, const Message& message)
{
    return desk.official &&
           (choose_draft(desk.context, desk.identity, message) || take_reporter(desk.context, desk.identity, message));
}

bool takes_score(Desk& desk, const Message& message)
{
    return score::take_number(desk.context, desk.identity, message.text) ||
           score::take_reopening(desk.context, desk.identity, message.text);
}

// Answers what is no report; false when it is one.
bool take_talk(Desk& desk, const Message& message, TimePoint at)
{
    const bool bare = message.attachments.empty() && !message.position;
    if (const auto command = officer::read_command(message.text);
        command && (bare || (desk.official && officer::is_command(*command))))
        obey(desk, message, *command, at);
    else if (!command && officer::take_answer(desk.context, desk.identity, message, at))
        return true;
    else if (const auto words = desk.official && bare && !message.forwarded
                                    ? officer::read_bare_command(message.text, desk.commune().letters)
                                    : std::nullopt)
        obey(desk, message, *words, at);
    else if (const auto code = parse_code(message.text, desk.commune().letters); code && bare)
        tell_status(desk, *code);
    else if (const auto wish = bare ? desk.commune().wishes.in(message.text) : std::nullopt)
        fulfil(desk.context, desk.identity, desk.chat, *wish);
    else if (bare && (takes_score(desk, message) || takes_answer(desk, message)))
        return true;
    else if (bare && asks_for_own_tickets(message.text))
        tell_tickets(desk);
    else if (is_small_talk(desk.commune().taxonomy, message) && !is_asked(desk.context, desk.identity, message))
        greet(desk);
    else if (is_draft(desk, message))
        keep_draft(desk.context, desk.identity, message, at);
    else
        return false;
    return true;
}

// A later version of a message. Of one that never came, or made no ticket, it is the first that says something; what an
// official writes is asked about once.
Kept take_edit(Desk& desk, const Message& message, TimePoint at)
{
    const bool known = desk.context.tx.messages().find(desk.identity.channel, message.chat.id, message.id).has_value();
    if (known && !message.live)
        enter_edit(desk.context, desk.identity, message, desk.identity.channel);
    const bool talk = text::parse_command(message.text) || parse_code(message.text, desk.commune().letters) ||
                      asks_for_own_tickets(message.text) || desk.commune().wishes.in(message.text) ||
                      is_small_talk(desk.commune().taxonomy, message);
    if (known || message.live || desk.official || talk)
        return Kept::nothing;
    Message first = message;
    first.edited = false;
    return take_report(desk, first, at);
}

} // namespace

Kept take_private_message(Context& context, const std::string& channel, const Message& message, TimePoint at)
{
    if (const auto press = outbox::choice_in(context, channel, message)) {
        take_press(context, channel, *press, at);
        return Kept::nothing;
    }
    const Identity identity = identify_writer(context, channel, message, at);
    Desk desk{context, identity, official_of(context, identity), message.chat};
    if (message.edited)
        return take_edit(desk, message, at);
    if (const auto command = officer::read_command(message.text); command && records(command->name))
        return record(desk, message, at, command->rest);
    if (take_talk(desk, message, at))
        return Kept::nothing;
    if (!desk.official || !message.forwarded)
        return take_report(desk, message, at);
    return pass_on(context, identity, message, at);
}

void take_press(Context& context, const std::string& channel, const ButtonPress& press, TimePoint at)
{
    const Identity identity = identify(context, channel, press.from, at);
    Desk desk{context, identity, official_of(context, identity), press.chat};
    if (press.chat.kind == ChatKind::group || !std::string_view{press.data}.starts_with(button_prefix))
        return;
    const std::string_view data = std::string_view{press.data}.substr(button_prefix.size());
    if (press.data == my_tickets_press)
        tell_tickets(desk);
    else if (!take_rights_press(context, identity, press.chat, data) && !score::take_press(context, identity, data) &&
             !place::take_press(context, identity, data) && !own_tickets::take_press(context, identity, data) &&
             !warning::take_press(context, identity, data) && !officer::take_press(context, identity, press.chat, data))
        settle_draft(context, identity, press, data);
}

bool serves_once(const ButtonPress& press)
{
    std::string_view data = press.data;
    if (press.chat.kind != ChatKind::private_chat || !data.starts_with(button_prefix))
        return false;
    data.remove_prefix(button_prefix.size());
    // Each answer to a form has a number of its own; a page of it leads to the next.
    const bool answers_form = data.starts_with(form_choice) && data.find(":+") == std::string_view::npos;
    return answers_form || data.starts_with(draft_choice) || data.starts_with(erase_choice);
}

} // namespace langnghe
