#include "core/intake/enter_message.hpp"

#include "core/intake/announce.hpp"
#include "core/intake/joining.hpp"
#include "core/intake/place.hpp"
#include "core/intake/successor.hpp"
#include "core/intake/ticket_facts.hpp"
#include "core/journal/record.hpp"
#include "core/message/say.hpp"
#include "core/people/identify.hpp"
#include "core/people/notice.hpp"
#include "core/process/named.hpp"
#include "core/process/supply.hpp"
#include "core/ticket/due.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace langnghe {
namespace {

constexpr Duration one_breath = std::chrono::seconds{60}; // messages so close together get one answer

std::string_view stored_kind(const Message& message)
{
    static constexpr std::array<std::string_view, 9> names{"photo",   "video",    "audio",   "voice", "document",
                                                           "sticker", "location", "contact", "link"};
    if (!message.attachments.empty())
        return names[static_cast<std::size_t>(message.attachments.front().kind)];
    return message.position ? "location" : "text";
}

// One message on its way in.
struct Arrival
{
    const Message& message;
    const std::string& channel; // it came by; the ticket may be of another
    TimePoint at;
    const Authorship& authorship;
};

void store_words(Context& context, const Ticket& ticket, const Arrival& arrival, journal::Record entry)
{
    const auto& [message, channel, at, authorship] = arrival;
    entry.ticket = ticket.id;
    entry.actor = journal::actor(ticket, authorship.passed_on_by == IdentityId::none ? authorship.author
                                                                                     : authorship.passed_on_by);
    entry.text = message.text;
    MessageRow row;
    row.seq = journal::record(context, std::move(entry));
    row.ticket = ticket.id;
    row.channel = channel;
    row.chat = message.chat.id;
    row.message = message.id;
    row.author = authorship.author;
    row.author_name = authorship.author_name;
    row.forwarded_by = authorship.passed_on_by;
    row.at = at;
    row.kind = stored_kind(message);
    row.album = message.album;
    row.original = original_key(message);
    row.position = message.position;
    row.attachments = message.attachments;
    context.tx.messages().add(row);
}

// A place that came as a position names the ticket's place until somebody says better.
void take_position(Ticket& ticket, const Message& message)
{
    if (message.position && ticket.place.empty())
        ticket.place = place_of(*message.position);
}

std::string words_with_note(const Arrival& arrival) { return arrival.message.text + '\n' + arrival.authorship.note; }

bool sounds_suspicious(const Context& context, const Arrival& arrival)
{
    return is_suspicious(context.commune.taxonomy, arrival.message.text) ||
           is_suspicious(context.commune.taxonomy, arrival.authorship.note);
}

void take_hints(Ticket& ticket, const Arrival& arrival)
{
    take_position(ticket, arrival.message);
    if (ticket.area.empty())
        ticket.area = arrival.authorship.area;
    if (ticket.field.empty())
        ticket.field = arrival.authorship.field;
}

void store_note(Context& context, const Ticket& ticket, const Authorship& authorship)
{
    if (authorship.note.empty())
        return;
    const bool hinted = !ticket.area.empty() || !ticket.field.empty();
    journal::record(context, {.ticket = ticket.id,
                              .actor = journal::actor(authorship.passed_on_by),
                              .action = "note",
                              .facts = hinted ? fmt::format("area={};field={}", ticket.area, ticket.field) : "",
                              .text = authorship.note});
}

// What may be a denunciation is spoken of in private alone: with its author, else with who passed it on.
void hear_in_private(Context& context, Ticket& ticket, const Authorship& authorship)
{
    const auto hearer =
        context.tx.people().find(authorship.author != IdentityId::none ? authorship.author : authorship.passed_on_by);
    if (!hearer)
        return;
    ticket.chat = hearer->external_id;
    ticket.in_group = false;
}

Ticket open_ticket(Context& context, const Arrival& arrival, TicketId follows)
{
    const auto& [message, channel, at, authorship] = arrival;
    Ticket ticket;
    ticket.channel = channel;
    ticket.chat = message.chat.id;
    ticket.reporter = authorship.author;
    ticket.anonymous = authorship.anonymous;
    ticket.in_group = message.chat.kind == ChatKind::group;
    ticket.suspected = sounds_suspicious(context, arrival);
    ticket.created_at = context.now;
    ticket.due_at = verification_due(context.commune.taxonomy, context.now).due;
    ticket.last_citizen_at = at;
    ticket.follows = follows;
    take_hints(ticket, arrival);
    if (ticket.suspected && ticket.in_group)
        hear_in_private(context, ticket, authorship);
    ticket = context.tx.tickets().open(std::move(ticket));
    journal::Record entry;
    entry.action = name_of(Action::receive);
    entry.to = Status::received;
    entry.facts = opening_facts(ticket) + kept_from_at_first(context, ticket, words_with_note(arrival)) +
                  (authorship.first_contact ? ';' + terms_fact(context.commune) : "");
    store_words(context, ticket, arrival, std::move(entry));
    store_note(context, ticket, authorship);
    return ticket;
}

// The official who adds to somebody else's ticket: that is no word of a citizen.
std::optional<User> speaking_official(Context& context, const Ticket& ticket, const Authorship& authorship)
{
    if (authorship.author == ticket.reporter || authorship.passed_on_by != IdentityId::none)
        return std::nullopt;
    const auto author = context.tx.people().find(authorship.author);
    return author ? official_of(context, *author) : std::nullopt;
}

void join_ticket(Context& context, Ticket& ticket, const Arrival& arrival, const Joining& joining, bool by_citizen)
{
    const auto& [message, channel, at, authorship] = arrival;
    const Ticket before = ticket;
    ticket.suspected = ticket.suspected || (ticket.nature == Nature::unset && sounds_suspicious(context, arrival));
    take_hints(ticket, arrival);
    if (by_citizen)
        place::take_words(context, ticket, message);
    journal::Record entry;
    entry.action = "message";
    entry.facts = fmt::format("joined={}", name_of(joining.rule)) + changed_facts(before, ticket) +
                  process::keep_from_named(context, before, ticket, words_with_note(arrival));
    store_words(context, ticket, arrival, std::move(entry));
    store_note(context, ticket, authorship);
    if (by_citizen) {
        ticket.last_citizen_at = std::max(ticket.last_citizen_at, at);
        if (ticket.status == Status::needs_info)
            process::supply(context, ticket, journal::actor(ticket, authorship.author));
    }
    if (joining.question != 0)
        context.tx.questions().close(joining.question);
    context.tx.tickets().save(ticket);
    if (before.area.empty() && !ticket.area.empty())
        announce_placed(context, ticket, false); // whoever has it in hand reads the words
}

// The writer wrote on this ticket less than a minute ago: the answer to that answers this as well. In a private chat
// the ticket's last word is nearly always his.
bool in_one_breath(Context& context, const Ticket& ticket, const Arrival& arrival)
{
    const auto& [message, channel, at, authorship] = arrival;
    const bool alone = ticket.reporter == authorship.author && !ticket.in_group && ticket.voices == 1 &&
                       authorship.author != IdentityId::none && authorship.passed_on_by == IdentityId::none;
    const bool near = at < ticket.last_citizen_at + one_breath && at > ticket.last_citizen_at - one_breath;
    return (alone && near) ||
           context.tx.messages().wrote_near(ticket.id, authorship.author, authorship.passed_on_by, at, one_breath);
}

bool past_reopening(const Context& context, const Ticket& ticket)
{
    return !is_open(ticket.status) && ticket.closed_at &&
           context.now > *ticket.closed_at + context.commune.rules.reopen_window;
}

std::string words_and_note(const Context& context, const Arrival& arrival)
{
    const std::string words = words_of(context, arrival.message);
    const std::string& note = arrival.authorship.note;
    return note.empty() ? words : words + '\n' + context.commune.say(Say::officer_note, {{"note", note}});
}

UserId user_of(Context& context, IdentityId identity)
{
    const auto known = context.tx.people().find(identity);
    return known ? known->user : UserId::none;
}

// The newest version of the words of a message; empty when they are erased.
std::string known_words(Context& context, const MessageReference& reference)
{
    for (const MessageRow& row : context.tx.messages().of_ticket(reference.ticket))
        if (row.seq == reference.seq)
            return row.versions.empty() ? row.text : row.versions.back();
    return {};
}

// Of a shared place that moved: where it ended.
std::string newest_words(const Message& message)
{
    return message.text.empty() && message.position ? place_of(*message.position) : message.text;
}

} // namespace

std::string place_of(const Position& position)
{
    return fmt::format("{:.6f},{:.6f}", position.latitude, position.longitude);
}

Entered enter_message(Context& context, const Identity& writer, const Message& message, const std::string& channel,
                      TimePoint at, const Authorship& authorship)
{
    Entered entered;
    const auto here = context.tx.messages().find(channel, message.chat.id, message.id);
    if (here && here->seq != 0) {
        // It came before as another event.
        entered.ticket = context.tx.tickets().find(here->ticket).value_or(Ticket{});
        entered.kept = Kept::before;
        return entered;
    }
    const Arrival arrival{message, channel, at, authorship};
    // What an official passes on never joins what he reported himself.
    const Identity nobody;
    const Identity& author = authorship.passed_on_by == IdentityId::none ? writer : nobody;
    auto joining = find_ticket(context, author, message, channel, at);
    if (joining && authorship.anonymous && !joining->ticket.anonymous)
        joining.reset(); // what is to stay unnamed never stands beside a name
    if (joining && is_kept_from(context, writer, joining->ticket))
        joining.reset();
    if (!joining || past_reopening(context, joining->ticket)) {
        entered.ticket = open_ticket(context, arrival, joining ? joining->ticket.id : TicketId::none);
        entered.opened = true;
        announce_new(context, entered.ticket, words_and_note(context, arrival),
                     user_of(context, authorship.passed_on_by));
        return entered;
    }
    entered.ticket = std::move(joining->ticket);
    entered.burst = joining->rule == Joining::Rule::burst;
    entered.quiet = in_one_breath(context, entered.ticket, arrival);
    entered.finished = !is_open(entered.ticket.status);
    const auto official = speaking_official(context, entered.ticket, authorship);
    const bool asked = entered.ticket.status == Status::needs_info;
    join_ticket(context, entered.ticket, arrival, *joining, !official);
    announce_added(context, entered.ticket, words_and_note(context, arrival),
                   {.by = official,
                    .passed_on_by = user_of(context, authorship.passed_on_by),
                    .supplied = asked && entered.ticket.status != Status::needs_info,
                    .burst = entered.burst});
    return entered;
}

bool enter_edit(Context& context, const Identity& writer, const Message& message, const std::string& channel)
{
    const auto reference = context.tx.messages().find(channel, message.chat.id, message.id);
    const std::string words = newest_words(message);
    if (!reference || reference->seq == 0 || known_words(context, *reference) == words)
        return false;
    auto ticket = context.tx.tickets().find(reference->ticket);
    const bool suspected = ticket && !ticket->suspected && ticket->nature == Nature::unset &&
                           is_suspicious(context.commune.taxonomy, message.text);
    const Ticket before = ticket.value_or(Ticket{});
    if (suspected)
        ticket->suspected = true;
    const auto kept = ticket ? process::keep_from_named(context, before, *ticket, message.text) : std::string{};
    journal::record(context, {.ticket = reference->ticket,
                              .actor = ticket ? journal::actor(*ticket, writer.id) : journal::actor(writer.id),
                              .action = "edit",
                              .facts = fmt::format("of={}{}{}", reference->seq, suspected ? ";suspected=1" : "", kept),
                              .text = words});
    context.tx.messages().mark_edited(channel, message.chat.id, message.id);
    if (suspected) {
        context.tx.tickets().save(*ticket);
        announce_added(context, *ticket, message.text, {});
    }
    return true;
}

} // namespace langnghe
