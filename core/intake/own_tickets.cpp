#include "core/intake/own_tickets.hpp"

#include "core/intake/announce.hpp"
#include "core/message/say.hpp"
#include "core/process/act.hpp"
#include "core/text/numbers.hpp"
#include "core/ticket/hidden.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace langnghe::own_tickets {
namespace {

constexpr int remembered = 5;
constexpr std::string_view prefix = "merge:";

std::string code_of(const Context& context, const Ticket& ticket)
{
    return to_text(ticket.code, context.commune.letters);
}

// As act() judges it; the button is shown where it would do.
bool goes_into(const Ticket& ticket, const Ticket& master)
{
    return is_open(master.status) && !is_hidden(ticket) && !is_hidden(master) && !master.in_group &&
           master.channel == ticket.channel && master.chat == ticket.chat && master.anonymous == ticket.anonymous;
}

Letter answer(const Identity& identity, const Ticket& ticket, std::string text)
{
    Letter letter;
    letter.channel = identity.channel;
    letter.to.id = identity.external_id;
    letter.ticket = ticket.id;
    letter.text = std::move(text);
    return letter;
}

void merge(Context& context, const Identity& identity, const Ticket& ticket, const Ticket& master)
{
    const Catalogue& say = context.commune.say;
    Step step;
    step.action = Action::merge;
    step.master = master.id;
    if (!act(context, actor_of(identity), ticket, step)) {
        const Ticket& late = ticket.status == Status::received ? master : ticket;
        return post(context, answer(identity, ticket,
                                    say(Say::merge_late,
                                        {{"code", code_of(context, late)}, {"status", say(label_of(late.status))}})));
    }
    post(context,
         answer(identity, master,
                say(Say::merged_own, {{"code", code_of(context, ticket)}, {"master", code_of(context, master)}})));
    announce_merged(context, ticket, master);
}

} // namespace

std::vector<Ticket> beside(Context& context, const Ticket& ticket)
{
    TicketFilter filter;
    filter.reporter = ticket.reporter;
    filter.before = number(ticket.id);
    filter.limit = remembered;
    return ticket.reporter == IdentityId::none ? std::vector<Ticket>{} : context.tx.tickets().list(filter);
}

void offer_merge(const Context& context, const Ticket& opened, const std::vector<Ticket>& others, Letter& receipt)
{
    const auto master = std::ranges::find_if(others, [&](const Ticket& other) { return goes_into(opened, other); });
    if (master == others.end())
        return;
    receipt.buttons.push_back({context.commune.say(Say::button_merge_into, {{"code", code_of(context, *master)}}),
                               fmt::format("ln:{}{}:{}", prefix, number(opened.id), number(master->id)),
                               {}});
}

bool take_press(Context& context, const Identity& identity, std::string_view data)
{
    if (!data.starts_with(prefix))
        return false;
    const auto numbers = text::numbers_in<2>(data.substr(prefix.size()));
    const auto ticket = numbers ? context.tx.tickets().find(TicketId{(*numbers)[0]}) : std::nullopt;
    const auto master = numbers ? context.tx.tickets().find(TicketId{(*numbers)[1]}) : std::nullopt;
    if (ticket && master && ticket->reporter == identity.id && master->reporter == identity.id)
        merge(context, identity, *ticket, *master);
    return true;
}

} // namespace langnghe::own_tickets
