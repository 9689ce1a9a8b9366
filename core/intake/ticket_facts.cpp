#include "core/intake/ticket_facts.hpp"

#include <fmt/format.h>

namespace langnghe {

std::string opening_facts(const Ticket& ticket)
{
    std::string facts = fmt::format("channel={};number={}", ticket.channel, ticket.code.number);
    facts += changed_facts(Ticket{}, ticket);
    if (ticket.in_group)
        facts += ";in_group=1";
    if (ticket.anonymous)
        facts += ";anonymous=1";
    if (ticket.due_at)
        facts += fmt::format(";due_at={}", to_millis(*ticket.due_at));
    if (ticket.follows != TicketId::none)
        facts += fmt::format(";follows={}", number(ticket.follows));
    return facts;
}

std::string changed_facts(const Ticket& before, const Ticket& after)
{
    std::string facts;
    if (after.area != before.area)
        facts += ";area=" + after.area;
    if (after.field != before.field)
        facts += ";field=" + after.field;
    if (after.suspected != before.suspected)
        facts += fmt::format(";suspected={:d}", after.suspected);
    return facts;
}

} // namespace langnghe
