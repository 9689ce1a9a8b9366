#include "core/intake/anonymity.hpp"

#include "core/people/identify.hpp"

#include <algorithm>

namespace langnghe {
namespace {

constexpr int enough = 100;

bool said_anything_named(Context& context, const Identity& person)
{
    TicketFilter filter;
    filter.reporter = person.id;
    filter.limit = enough;
    const auto tickets = context.tx.tickets().list(filter);
    return std::ranges::any_of(tickets, [](const Ticket& ticket) { return !ticket.anonymous; });
}

} // namespace

Identity identify_writer(Context& context, const std::string& channel, const Message& message, TimePoint at)
{
    if (!context.commune.wishes.begins_anonymous(message.text))
        return identify(context, channel, message.from, at);
    Identity person = identify(context, channel, {message.from.id, {}, false}, at);
    if (!person.name.empty() && person.user == UserId::none && !said_anything_named(context, person)) {
        person.name.clear();
        context.tx.people().save(person);
    }
    return person;
}

} // namespace langnghe
