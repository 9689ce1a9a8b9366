#include "core/intake/shared_info.hpp"

#include "core/journal/record.hpp"
#include "core/message/say.hpp"
#include "core/outbox/post.hpp"
#include "core/people/identify.hpp"
#include "core/store/privacy.hpp"
#include "core/text/cut.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace langnghe {
namespace {

// UTF-16 units.
constexpr std::size_t longest_name = 100;
constexpr std::size_t longest_phone = 20;
constexpr std::size_t longest_address = 300;

void take(std::string& known, std::string_view given, std::size_t longest, std::string_view what, std::string& facts)
{
    if (given.empty())
        return;
    known = text::cut_utf16(given, longest);
    facts += facts.empty() ? "given=" : ",";
    facts += what;
}

TicketId newest_open_ticket(Context& context, const Identity& person)
{
    TicketFilter filter;
    filter.reporter = person.id;
    std::ranges::copy_if(all_statuses, std::back_inserter(filter.statuses), is_open);
    filter.limit = 1;
    const auto found = context.tx.tickets().list(filter);
    // An anonymous one never stands beside a name.
    return found.empty() || found.front().anonymous ? TicketId::none : found.front().id;
}

void thank(Context& context, const Identity& person, TicketId ticket)
{
    Letter letter;
    letter.channel = person.channel;
    letter.to.id = person.external_id;
    letter.ticket = ticket;
    letter.kind = DeliveryKind::receipt;
    letter.text = context.commune.say(Say::details_kept, {{"commune", context.commune.name}});
    post(context, std::move(letter));
}

} // namespace

void take_shared_info(Context& context, const std::string& channel, const SharedInfo& info, TimePoint at)
{
    const Identity person = identify(context, channel, {info.who.id, {}, false}, at);
    auto details = context.tx.privacy().details(person.id).value_or(ContactDetails{});
    std::string facts;
    take(details.name, info.who.name, longest_name, "name", facts);
    take(details.phone, info.phone, longest_phone, "phone", facts);
    take(details.address, info.address, longest_address, "address", facts);
    if (facts.empty())
        return;
    details.at = at;
    context.tx.privacy().save_details(person.id, details);
    const TicketId ticket = newest_open_ticket(context, person);
    journal::record(
        context,
        {.ticket = ticket, .actor = journal::actor(person.id), .action = "contact_details", .facts = std::move(facts)});
    thank(context, person, ticket);
}

} // namespace langnghe
