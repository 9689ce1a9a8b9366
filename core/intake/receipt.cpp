#include "core/intake/receipt.hpp"

#include "core/intake/own_tickets.hpp"
#include "core/intake/place.hpp"
#include "core/message/say.hpp"
#include "core/outbox/post.hpp"
#include "core/people/notice.hpp"
#include "core/score/reopen.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace langnghe {
namespace {

std::string sentence(const Context& context, const Entered& entered)
{
    const Commune& commune = context.commune;
    const std::string code = to_text(entered.ticket.code, commune.letters);
    if (entered.opened && entered.ticket.anonymous)
        return commune.say(Say::rights_anonymous, {{"code", code}, {"days", std::to_string(anonymous_days)}});
    if (entered.opened)
        return commune.say(Say::received,
                           {{"code", code}, {"commune", commune.name}, {"time", to_vietnamese(context.now)}});
    if (entered.burst)
        return commune.say(Say::too_many, {{"code", code}});
    if (entered.finished)
        return commune.say(Say::joined_closed,
                           {{"code", code}, {"status", commune.say(label_of(entered.ticket.status))}});
    return commune.say(Say::joined, {{"code", code}});
}

// Where it is, which other ticket it belongs to, and how to see them all.
void offer(Context& context, const Identity& identity, const Message& message, const Ticket& opened, Letter& receipt)
{
    // Who was never answered before has no other tickets, and will be told how to stay unnamed.
    const auto others = identity.greeted ? own_tickets::beside(context, opened) : std::vector<Ticket>{};
    const std::size_t told_at_first = identity.greeted ? 0 : 1;
    Letter last;
    own_tickets::offer_merge(context, opened, others, last);
    last.buttons.push_back({context.commune.say(Say::button_my_tickets), std::string{my_tickets_press}, {}});
    place::ask(context, opened, message, others, last.buttons.size() + told_at_first, receipt);
    std::ranges::move(last.buttons, std::back_inserter(receipt.buttons));
}

} // namespace

void acknowledge(Context& context, Identity& identity, const Message& message, const Entered& entered)
{
    if (entered.quiet && !entered.finished)
        return;
    Letter receipt;
    receipt.channel = identity.channel;
    receipt.to = message.chat;
    receipt.kind = DeliveryKind::receipt;
    receipt.ticket = entered.ticket.id;
    receipt.text = sentence(context, entered);
    if (entered.opened)
        offer(context, identity, message, entered.ticket, receipt);
    score::offer_reopening(context, identity, entered.ticket, receipt);
    add_notice(context, identity, receipt, entered.opened);
    post(context, std::move(receipt));
}

} // namespace langnghe
