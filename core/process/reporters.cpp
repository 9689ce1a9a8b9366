#include "core/process/reporters.hpp"

namespace langnghe::process {
namespace {

bool wants_none(Context& context, const Actor& actor, const Ticket& reported)
{
    const auto reporter = context.tx.people().find(reported.reporter);
    if (!reporter || reported.in_group)
        return false;
    return reporter->stopped || reporter->id == actor.identity;
}

// The message in that group that reported it.
std::string first_message(Context& context, const Ticket& ticket)
{
    for (const MessageRow& row : context.tx.messages().of_ticket(ticket.id))
        if (row.channel == ticket.channel && row.chat == ticket.chat)
            return row.message;
    return {};
}

} // namespace

std::optional<Letter> letter_to_reporter(Context& context, const Actor& actor, const Ticket& reported)
{
    if (reported.chat.empty() || wants_none(context, actor, reported))
        return std::nullopt;
    Letter letter;
    letter.channel = reported.channel;
    letter.to.id = reported.chat;
    letter.to.kind = reported.in_group ? ChatKind::group : ChatKind::private_chat;
    letter.ticket = reported.id;
    letter.kind = DeliveryKind::status;
    if (reported.in_group)
        letter.reply_to = first_message(context, reported);
    return letter;
}

} // namespace langnghe::process
