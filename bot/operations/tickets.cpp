#include "bot/operations/arguments.hpp"
#include "bot/operations/deadline_json.hpp"
#include "bot/operations/terms.hpp"
#include "bot/operations/ticket_json.hpp"
#include "core/journal/record.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <utility>
#include <vector>

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

constexpr int searched_messages = 1'000;

// By a word that is in them: what is sealed, or may have to be, is found by nobody.
std::vector<Ticket> with_words(Context& context, const std::string& words, const TicketFilter& filter)
{
    std::vector<Ticket> tickets;
    for (const TicketId id : context.tx.search().find(words, 0, searched_messages)) {
        auto ticket = context.tx.tickets().find(id);
        const bool wanted = ticket && !is_hidden(*ticket) &&
                            (filter.statuses.empty() || filter.statuses.front() == ticket->status) &&
                            (filter.channel.empty() || filter.channel == ticket->channel) &&
                            (filter.before == 0 || number(id) < filter.before);
        if (wanted)
            tickets.push_back(std::move(*ticket));
        if (tickets.size() == static_cast<std::size_t>(filter.limit))
            break;
    }
    return tickets;
}

Answer list(Scene& scene, Arguments& arguments)
{
    TicketFilter filter;
    const auto status = arguments.text("status");
    const auto before = arguments.text("before");
    const auto words = arguments.text("words");
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
        for (const Ticket& ticket :
             words.empty() ? context.tx.tickets().list(filter) : with_words(context, words, filter))
            tickets.push_back(summary(context, ticket));
        return tickets;
    });
}

// To see who reported leaves a trace in the journal, in the same transaction.
Answer show(Scene& scene, Arguments& arguments)
{
    const auto code = arguments.text("code");
    const bool explain = arguments.flag("explain");
    if (auto wrong = arguments.wrong())
        return std::move(*wrong);
    return write(scene, [&code, explain](Context& context) -> Answer {
        const auto ticket = find_ticket(context, code);
        if (!ticket)
            return ticket.error();
        if (!is_hidden(*ticket) && ticket->reporter != IdentityId::none)
            journal::record(context, {.ticket = ticket->id,
                                      .actor = console,
                                      .action = std::string{name_of(Action::reveal)},
                                      .facts = "by=cli"});
        Json json = whole(context, *ticket);
        if (explain)
            json["deadline"] = deadline_of(context, *ticket);
        return json;
    });
}

constexpr std::array all{Verb{"ticket.list", list}, Verb{"ticket.show", show}};

} // namespace

std::span<const Verb> ticket_verbs() { return all; }

} // namespace langnghe::operations
