#include "core/process/withhold.hpp"

#include "core/outbox/withdraw.hpp"

namespace langnghe::process {
namespace {

// Who passed it on was asked who said it, and where.
void close_question(Context& context, const Identity& identity, TicketId ticket)
{
    const TimePoint since = context.now - context.commune.rules.question_life;
    const auto open = context.tx.questions().newest_open(identity.channel, identity.external_id, since);
    if (open && open->ticket == ticket && open->kind == Question::Kind::reporter)
        context.tx.questions().close(open->id);
}

} // namespace

void withhold(Context& context, const Ticket& ticket, const KeptFrom& kept_from)
{
    if (kept_from.empty())
        return;
    for (const User& user : context.tx.people().users()) {
        if (!is_kept_from(kept_from, user.id, user.department))
            continue;
        for (const Identity& identity : context.tx.people().identities_of(user.id)) {
            withdraw_pushes(context, identity, DeliveryState::expired, "kept from whom it was for", ticket.id);
            close_question(context, identity, ticket.id);
        }
    }
}

} // namespace langnghe::process
