#include "core/process/withhold.hpp"

namespace langnghe::process {
namespace {

constexpr int all = 1'000;
constexpr const char* why = "kept from whom it was for";

bool is_for_officials(const OutboxItem& item)
{
    return item.kind == DeliveryKind::push || item.kind == DeliveryKind::reply;
}

void stop_news(Context& context, const Identity& identity, TicketId ticket)
{
    auto& outbox = context.tx.outbox();
    for (const Rank rank : {Rank::alert, Rank::prompt, Rank::news})
        for (OutboxItem& item : outbox.waiting(identity.channel, identity.external_id, rank, all)) {
            if (item.ticket != ticket || item.state == DeliveryState::claimed || !is_for_officials(item))
                continue;
            item.state = DeliveryState::expired;
            item.last_error = why;
            outbox.save(item);
        }
}

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
            stop_news(context, identity, ticket.id);
            close_question(context, identity, ticket.id);
        }
    }
}

} // namespace langnghe::process
