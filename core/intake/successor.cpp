#include "core/intake/successor.hpp"

#include "core/intake/announce.hpp"
#include "core/intake/ticket_facts.hpp"
#include "core/journal/record.hpp"
#include "core/message/say.hpp"
#include "core/process/named.hpp"
#include "core/process/reporters.hpp"
#include "core/store/courses.hpp"
#include "core/ticket/due.hpp"

#include <fmt/format.h>

#include <utility>

namespace langnghe {
namespace {

// What it has of the one before.
Ticket fresh_after(const Context& context, const Ticket& before, const std::string& words)
{
    Ticket ticket;
    ticket.channel = before.channel;
    ticket.chat = before.chat;
    ticket.in_group = before.in_group;
    ticket.reporter = before.reporter;
    ticket.anonymous = before.anonymous;
    ticket.field = before.field;
    ticket.area = before.area;
    ticket.place = before.place;
    ticket.suspected = before.sealed() || before.suspected || is_suspicious(context.commune.taxonomy, words);
    ticket.created_at = context.now;
    ticket.due_at = verification_due(context.commune.taxonomy, context.now).due;
    ticket.last_citizen_at = context.now;
    ticket.follows = before.id;
    return ticket;
}

// What may be a denunciation is spoken of in private alone.
void speak_in_private(Context& context, Ticket& ticket)
{
    const auto reporter = context.tx.people().find(ticket.reporter);
    ticket.in_group = false;
    ticket.chat = reporter ? reporter->external_id : std::string{};
}

void store_words(Context& context, const Identity& official, const Ticket& ticket, const std::string& words)
{
    MessageRow row;
    row.seq = journal::record(context, {.ticket = ticket.id,
                                        .actor = journal::actor(official.user),
                                        .action = std::string{name_of(Action::receive)},
                                        .to = Status::received,
                                        .facts = opening_facts(ticket) + kept_from_at_first(context, ticket, words),
                                        .text = words});
    row.ticket = ticket.id;
    row.channel = official.channel;
    row.chat = official.external_id;
    row.message = fmt::format("successor/{}", number(ticket.id)); // no platform gives such an id
    row.forwarded_by = official.id;
    row.at = context.now;
    row.kind = "text";
    context.tx.messages().add(row);
}

void tell_reporter(Context& context, const Ticket& before, const Ticket& ticket)
{
    auto letter = process::letter_to_reporter(context, the_program(), ticket);
    if (!letter)
        return;
    letter->text =
        context.commune.say(Say::citizen_succeeded, {{"code", to_text(before.code, context.commune.letters)},
                                                     {"new", to_text(ticket.code, context.commune.letters)}});
    post(context, std::move(*letter));
}

std::string inherit(Context& context, const Ticket& ticket)
{
    const auto before = ticket.follows == TicketId::none ? std::nullopt : context.tx.courses().find(ticket.follows);
    if (!before || before->kept_from.empty())
        return {};
    Course course;
    course.ticket = ticket.id;
    course.kept_from = before->kept_from;
    context.tx.courses().save(course);
    return ";kept_from=" + to_text(course.kept_from);
}

} // namespace

std::string kept_from_at_first(Context& context, const Ticket& ticket, const std::string& words)
{
    const std::string inherited = inherit(context, ticket);
    const std::string all = process::keep_from_named(context, {}, ticket, words);
    return all.empty() ? inherited : all;
}

Ticket succeed(Context& context, const Identity& official, const Ticket& before, const std::string& words)
{
    Ticket ticket = fresh_after(context, before, words);
    if (ticket.suspected && ticket.in_group)
        speak_in_private(context, ticket);
    ticket = context.tx.tickets().open(std::move(ticket));
    store_words(context, official, ticket, words);
    tell_reporter(context, before, ticket);
    announce_new(context, ticket, words, official.user);
    return ticket;
}

} // namespace langnghe
