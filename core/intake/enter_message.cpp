#include "core/intake/enter_message.hpp"

#include "core/intake/announce.hpp"
#include "core/intake/joining.hpp"
#include "core/journal/record.hpp"
#include "core/ticket/transitions.hpp"

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

void store_words(Context& context, const Ticket& ticket, const Message& message, journal::Record entry, TimePoint at,
                 const Authorship& authorship)
{
    entry.ticket = ticket.id;
    entry.text = message.text;
    MessageRow row;
    row.seq = journal::record(context, std::move(entry));
    row.ticket = ticket.id;
    row.channel = ticket.channel;
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
        ticket.place = fmt::format("{:.6f},{:.6f}", message.position->latitude, message.position->longitude);
}

Ticket open_ticket(Context& context, const Message& message, const std::string& channel, TimePoint at,
                   const Authorship& authorship, TicketId follows)
{
    Ticket ticket;
    ticket.channel = channel;
    ticket.chat = message.chat.id;
    ticket.reporter = authorship.author;
    ticket.in_group = message.chat.kind == ChatKind::group;
    ticket.suspected = is_suspicious(context.commune.taxonomy, message.text);
    ticket.created_at = context.now;
    ticket.last_citizen_at = at;
    ticket.follows = follows;
    take_position(ticket, message);
    ticket = context.tx.tickets().open(std::move(ticket));
    journal::Record entry;
    entry.actor =
        journal::actor(authorship.passed_on_by == IdentityId::none ? authorship.author : authorship.passed_on_by);
    entry.action = name_of(Action::receive);
    entry.to = Status::received;
    entry.facts = fmt::format("channel={}", channel);
    store_words(context, ticket, message, std::move(entry), at, authorship);
    return ticket;
}

void return_from_question(Context& context, Ticket& ticket, IdentityId author)
{
    const auto next = next_status(ticket, Action::supply, {Role::citizen});
    if (!next)
        return;
    journal::record(context, {.ticket = ticket.id,
                              .actor = journal::actor(author),
                              .action = std::string{name_of(Action::supply)},
                              .from = ticket.status,
                              .to = *next});
    enter(ticket, Action::supply, *next);
}

void join_ticket(Context& context, Ticket& ticket, const Message& message, TimePoint at, const Joining& joining,
                 const Authorship& authorship)
{
    journal::Record entry;
    entry.actor = journal::actor(authorship.author);
    entry.action = "message";
    entry.facts = fmt::format("joined={}", name_of(joining.rule));
    store_words(context, ticket, message, std::move(entry), at, authorship);
    ticket.last_citizen_at = std::max(ticket.last_citizen_at, at);
    ticket.suspected =
        ticket.suspected || (ticket.nature == Nature::unset && is_suspicious(context.commune.taxonomy, message.text));
    take_position(ticket, message);
    if (ticket.status == Status::needs_info)
        return_from_question(context, ticket, authorship.author);
    if (joining.question != 0)
        context.tx.questions().close(joining.question);
    context.tx.tickets().save(ticket);
}

bool past_reopening(const Context& context, const Ticket& ticket)
{
    return !is_open(ticket.status) && ticket.closed_at &&
           context.now > *ticket.closed_at + context.commune.rules.reopen_window;
}

} // namespace

Entered enter_message(Context& context, const Identity& writer, const Message& message, const std::string& channel,
                      TimePoint at, const Authorship& authorship)
{
    Entered entered;
    const auto joining = find_ticket(context, writer, message, channel, at);
    const auto existing = joining ? context.tx.tickets().find(joining->ticket) : std::nullopt;
    if (!existing || past_reopening(context, *existing)) {
        entered.ticket =
            open_ticket(context, message, channel, at, authorship, existing ? existing->id : TicketId::none);
        entered.opened = true;
        announce_new(context, entered.ticket, words_of(context, message));
        return entered;
    }
    entered.ticket = *existing;
    entered.burst = joining->rule == Joining::Rule::burst;
    entered.quiet = at < existing->last_citizen_at + one_breath;
    entered.finished = !is_open(existing->status);
    join_ticket(context, entered.ticket, message, at, *joining, authorship);
    announce_added(context, entered.ticket, words_of(context, message));
    return entered;
}

bool enter_edit(Context& context, const Identity& writer, const Message& message, const std::string& channel)
{
    const auto reference = context.tx.messages().find(channel, message.chat.id, message.id);
    if (!reference || reference->seq == 0)
        return false;
    journal::record(context, {.ticket = reference->ticket,
                              .actor = journal::actor(writer.id),
                              .action = "edit",
                              .facts = fmt::format("of={}", reference->seq),
                              .text = message.text});
    context.tx.messages().mark_edited(channel, message.chat.id, message.id);
    return true;
}

std::string words_of(const Context& context, const Message& message)
{
    if (!message.text.empty())
        return message.text;
    std::string kinds;
    for (const Attachment& attachment : message.attachments) {
        const std::string kind = context.commune.say(label_of(attachment.kind));
        if (kinds.find(kind) == std::string::npos)
            kinds += (kinds.empty() ? "" : ", ") + kind;
    }
    if (kinds.empty() && message.position)
        kinds = context.commune.say(Say::kind_location);
    return context.commune.say(Say::no_words, {{"kinds", kinds}});
}

} // namespace langnghe
