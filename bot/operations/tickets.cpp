#include "bot/operations/arguments.hpp"
#include "bot/operations/terms.hpp"
#include "bot/operations/ticket_json.hpp"
#include "core/journal/record.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>

namespace langnghe::operations {
namespace {

boost::system::result<Status, Refusal> known_status(std::string_view name)
{
    if (const auto status = status_from(name))
        return *status;
    std::string known;
    for (const Status status : all_statuses)
        known += fmt::format("{}{}", known.empty() ? "" : ", ", name_of(status));
    return Refusal{fmt::format("unknown status \"{}\"; the states are {}", name, known)};
}

Answer list(Scene& scene, Arguments& arguments)
{
    TicketFilter filter;
    const auto status = arguments.text("status");
    const auto before = arguments.text("before");
    filter.channel = arguments.text("channel");
    if (const auto limit = arguments.number("limit", 1, 1'000); limit != 0)
        filter.limit = static_cast<int>(limit);
    if (auto wrong = arguments.wrong())
        return std::move(*wrong);
    if (!status.empty()) {
        const auto known = known_status(status);
        if (!known)
            return known.error();
        filter.statuses.push_back(*known);
    }
    return read(scene, [&](Context& context) -> Answer {
        if (!before.empty()) {
            const auto ticket = find_ticket(context, before);
            if (!ticket)
                return ticket.error();
            filter.before = number(ticket->id);
        }
        Json tickets = Json::array();
        for (const Ticket& ticket : context.tx.tickets().list(filter))
            tickets.push_back(summary(context, ticket));
        return tickets;
    });
}

// To see who reported leaves a trace in the journal, in the same transaction.
Answer show(Scene& scene, Arguments& arguments)
{
    const auto code = arguments.text("code");
    if (auto wrong = arguments.wrong())
        return std::move(*wrong);
    return write(scene, [&code](Context& context) -> Answer {
        const auto ticket = find_ticket(context, code);
        if (!ticket)
            return ticket.error();
        if (!is_hidden(*ticket) && ticket->reporter != IdentityId::none)
            journal::record(context, {.ticket = ticket->id,
                                      .actor = console,
                                      .action = std::string{name_of(Action::reveal)},
                                      .facts = "by=cli"});
        return whole(context, *ticket);
    });
}

constexpr std::array all{Verb{"ticket.list", list}, Verb{"ticket.show", show}};

} // namespace

std::span<const Verb> ticket_verbs() { return all; }

} // namespace langnghe::operations
