#include "core/commune/fields.hpp"
#include "core/intake/announce.hpp"
#include "core/journal/record.hpp"
#include "core/message/say.hpp"
#include "core/outbox/post.hpp"
#include "core/people/identify.hpp"
#include "core/store/warnings.hpp"
#include "core/ticket/due.hpp"
#include "core/warning/raise.hpp"
#include "core/warning/spread.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace langnghe::warning {
namespace {

using Kind = WarningAnswer::Kind;

constexpr std::string_view calamities = "thien_tai"; // key of the field, where the commune has it

void answer(Context& context, const Identity& identity, std::string text, TicketId ticket = TicketId::none)
{
    Letter letter;
    letter.channel = identity.channel;
    letter.to.id = identity.external_id;
    letter.ticket = ticket;
    letter.kind = DeliveryKind::reply;
    letter.priority = Priority::urgent;
    letter.text = std::move(text);
    post(context, std::move(letter));
}

void store_words(Context& context, const Ticket& ticket, const Warning& warning)
{
    MessageRow row;
    row.seq = journal::record(
        context,
        {.ticket = ticket.id,
         .actor = journal::actor(ticket.reporter),
         .action = std::string{name_of(Action::receive)},
         .to = Status::received,
         .facts = fmt::format("channel={};warning={}", ticket.channel, number(warning.id)),
         .text = context.commune.say(Say::warning_help_words, {{"number", std::to_string(number(warning.id))}})});
    row.ticket = ticket.id;
    row.channel = ticket.channel;
    row.chat = ticket.chat;
    row.message = fmt::format("warning/{}", number(warning.id)); // no platform gives such an id
    row.author = ticket.reporter;
    row.at = context.now;
    row.kind = "text";
    context.tx.messages().add(row);
}

// A ticket of its own, however recent another is: somebody may be in danger.
Ticket call_for_help(Context& context, const Identity& identity, const Warning& warning)
{
    const Taxonomy& taxonomy = context.commune.taxonomy;
    const auto before = context.tx.tickets().newest_of(identity.id, identity.channel, identity.external_id);
    Ticket ticket;
    ticket.channel = identity.channel;
    ticket.chat = identity.external_id;
    ticket.reporter = identity.id;
    ticket.urgency = Urgency::urgent;
    ticket.area = !warning.area.empty() || !before ? warning.area : before->area;
    if (find_field(taxonomy, calamities) != nullptr)
        ticket.field = calamities;
    ticket.created_at = context.now;
    ticket.due_at = verification_due(taxonomy, context.now).due;
    ticket.last_citizen_at = context.now;
    ticket = context.tx.tickets().open(std::move(ticket));
    store_words(context, ticket, warning);
    announce_new(context, ticket,
                 context.commune.say(Say::warning_help_words, {{"number", std::to_string(number(warning.id))}}),
                 UserId::none, Say::warning_new);
    return ticket;
}

void take_answer(Context& context, const Identity& identity, const Warning& warning, Kind kind)
{
    auto known = context.tx.warnings().answer(warning.id, identity.id);
    if (!known)
        return; // it was never sent to them
    const bool first = known->kind != kind;
    known->kind = kind;
    known->at = context.now;
    if (kind == Kind::help && known->ticket == TicketId::none)
        known->ticket = call_for_help(context, identity, warning).id;
    context.tx.warnings().save(*known);
    if (first)
        journal::record(context, {.ticket = known->ticket,
                                  .actor = journal::actor(identity.id),
                                  .action = "warning_answer",
                                  .facts = fmt::format("warning={};answer={}", number(warning.id),
                                                       kind == Kind::help ? "help" : "safe")});
    if (kind == Kind::safe)
        return answer(context, identity, context.commune.say(Say::warning_safe));
    const auto ticket = context.tx.tickets().find(known->ticket);
    if (ticket)
        answer(context, identity,
               context.commune.say(Say::warning_help, {{"code", to_text(ticket->code, context.commune.letters)}}),
               ticket->id);
}

// What an official hears after the button.
std::string verdict(Context& context, const Actor& actor, WarningId id, bool send)
{
    const Catalogue& say = context.commune.say;
    const std::string name = std::to_string(number(id));
    const auto done = send ? confirm(context, actor, id) : withdraw(context, actor, id);
    if (!done)
        return say(done.error() == make_error_code(Errc::not_allowed) ? Say::warning_refused : Say::warning_over);
    switch (done->state) {
    case Warning::State::drafted:
        return say(Say::warning_waiting);
    case Warning::State::dropped:
        return say(Say::warning_dropped, {{"number", name}});
    default:
        return say(Say::warning_going, {{"number", name}});
    }
}

} // namespace

bool take_press(Context& context, const Identity& identity, std::string_view data)
{
    constexpr std::string_view prefix = "warning:";
    if (!data.starts_with(prefix))
        return false;
    data.remove_prefix(prefix.size());
    std::int64_t id = 0;
    const auto [end, error] = std::from_chars(data.data(), data.data() + data.size(), id);
    const std::string_view what = data.substr(static_cast<std::size_t>(end - data.data()));
    const auto warning = error == std::errc{} ? context.tx.warnings().find(WarningId{id}) : std::nullopt;
    if (!warning)
        return true;
    const bool out = warning->state == Warning::State::spreading || warning->state == Warning::State::sent;
    if (out && (what == ":safe" || what == ":help"))
        take_answer(context, identity, *warning, what == ":help" ? Kind::help : Kind::safe);
    const auto official = what == ":yes" || what == ":no" ? official_of(context, identity) : std::nullopt;
    if (official)
        answer(context, identity, verdict(context, actor_of(*official), warning->id, what == ":yes"));
    return true;
}

} // namespace langnghe::warning
