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

// Only who wrote to us in private can be written to there.
std::optional<Letter> letter_aside(Context& context, const Actor& actor, const Ticket& reported)
{
    const auto reporter = context.tx.people().find(reported.reporter);
    if (!reporter || reporter->id == actor.identity || !is_within_reach(context.commune, *reporter, context.now))
        return std::nullopt;
    Letter letter;
    letter.channel = reporter->channel;
    letter.to.id = reporter->external_id;
    letter.ticket = reported.id;
    letter.kind = DeliveryKind::status;
    return letter;
}

} // namespace

bool is_told_in_group(const Ticket& reported) { return reported.in_group && !reported.suspected && !reported.sealed(); }

std::optional<Letter> letter_to_reporter(Context& context, const Actor& actor, const Ticket& reported, bool aside)
{
    if (reported.in_group && (aside || !is_told_in_group(reported)))
        return letter_aside(context, actor, reported);
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
