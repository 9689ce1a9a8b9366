#include "core/intake/echo.hpp"

#include "core/journal/record.hpp"
#include "core/outbox/reconcile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace langnghe {
namespace {

constexpr int most_looked_at = 200; // open tickets of a channel, for one of a group
constexpr std::string_view platform_actor = "platform";

TicketId newest_open_ticket(Context& context, const std::string& channel, const Echo& echo, const Identity* person)
{
    TicketFilter filter;
    filter.channel = channel;
    std::ranges::copy_if(all_statuses, std::back_inserter(filter.statuses), is_open);
    filter.limit = person != nullptr ? 1 : most_looked_at;
    if (person != nullptr)
        filter.reporter = person->id;
    for (const Ticket& ticket : context.tx.tickets().list(filter))
        if (person != nullptr || ticket.chat == echo.chat)
            return ticket.id;
    return TicketId::none;
}

// Who of our side wrote it, where that is known.
std::string author_of(Context& context, const std::string& channel, const Echo& echo)
{
    const auto staff = context.tx.people().find(channel, echo.staff);
    return staff && staff->user != UserId::none ? journal::actor(staff->user) : std::string{platform_actor};
}

// Words that were written into a group and not for a ticket are nobody's business.
void keep_for_record(Context& context, const std::string& channel, const Echo& echo)
{
    const bool alone = echo.chat_kind == ChatKind::private_chat;
    const auto person = alone ? context.tx.people().find(channel, echo.chat) : std::nullopt;
    if (alone && !person)
        return;
    OutboxItem known; // a reply to it joins that ticket
    known.ticket = newest_open_ticket(context, channel, echo, person ? &*person : nullptr);
    known.channel = channel;
    known.chat = echo.chat;
    known.message = echo.message;
    journal::Record entry;
    entry.ticket = known.ticket;
    entry.actor = author_of(context, channel, echo);
    entry.action = echo.staff.empty() ? "sent_elsewhere" : "staff_reply";
    entry.facts = fmt::format("channel={};message={}", channel, echo.message);
    if (person)
        entry.facts += fmt::format(";to={}", journal::actor(person->id));
    if (!echo.staff.empty())
        entry.facts += fmt::format(";staff={}", echo.staff);
    if (alone || known.ticket != TicketId::none)
        entry.text = echo.text;
    journal::record(context, std::move(entry));
    if (known.ticket != TicketId::none)
        context.tx.messages().add_sent(known);
}

} // namespace

Intake take_echo(Context& context, const std::string& channel, const Echo& echo)
{
    if (echo.message.empty() || echo.chat.empty())
        return Intake::ignored;
    if (echo.staff.empty() && outbox::anything_in_doubt(context.tx, channel, echo.chat))
        return Intake::ignored;
    keep_for_record(context, channel, echo);
    return Intake::accepted;
}

} // namespace langnghe
