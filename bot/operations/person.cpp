#include "bot/operations/arguments.hpp"
#include "bot/operations/terms.hpp"
#include "core/journal/record.hpp"
#include "core/people/copy.hpp"
#include "core/people/erasure.hpp"
#include "core/store/privacy.hpp"
#include "core/store/scores.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>

namespace langnghe::operations {
namespace {

// Whom somebody asks for at the counter: the reporter of a ticket, or an id on a channel.
struct Asked
{
    std::string ticket;
    std::string channel;
    std::string id;
};

Asked asked_in(Arguments& arguments)
{
    return {arguments.text("ticket"), arguments.text("channel"), arguments.text("id")};
}

boost::system::result<Identity, Refusal> find_person(Context& context, const Asked& asked)
{
    if (asked.ticket.empty() == (asked.channel.empty() || asked.id.empty()))
        return Refusal{"name a person by a ticket of theirs, or by channel and id"};
    std::optional<Identity> person;
    if (asked.ticket.empty()) {
        person = context.tx.people().find(asked.channel, asked.id);
    } else {
        const auto ticket = find_ticket(context, asked.ticket);
        if (!ticket)
            return ticket.error();
        if (ticket->sealed() || ticket->suspected)
            return Refusal{"this ticket is the keeper's alone: name the person by channel and id"};
        person = context.tx.people().find(ticket->reporter);
    }
    if (!person)
        return Refusal{"nothing is kept of such a person"};
    return std::move(*person);
}

Json message_of(const Identity& person, const MessageRow& row)
{
    Json files = Json::array();
    for (const Attachment& attachment : row.attachments)
        files.push_back({{"name", or_null(attachment.name)}, {"bytes", attachment.bytes}});
    return {{"at", to_rfc3339(row.at)},
            {"passed_on", row.forwarded_by != IdentityId::none && row.forwarded_by != person.id},
            {"kind", row.kind},
            {"text", row.text},
            {"versions", row.versions},
            {"position", row.position
                             ? Json{{"latitude", row.position->latitude}, {"longitude", row.position->longitude}}
                             : Json(nullptr)},
            {"attachments", std::move(files)}};
}

Json ticket_of(Context& context, const Identity& person, const Ticket& ticket)
{
    Json messages = Json::array();
    for (const MessageRow& row : context.tx.messages().of_ticket(ticket.id))
        if (row.author == person.id)
            messages.push_back(message_of(person, row));
    Json scores = Json::array();
    for (const Score& score : context.tx.scores().of_ticket(ticket.id))
        if (score.score != 0 && score.channel == person.channel && score.chat == person.external_id)
            scores.push_back({{"closure", score.closure},
                              {"score", score.score},
                              {"comment", or_null(score.comment)},
                              {"at", or_null(score.answered_at)}});
    return {{"code", to_text(ticket.code, context.commune.letters)},
            {"status", name_of(ticket.status)},
            {"created_at", to_rfc3339(ticket.created_at)},
            {"reported", ticket.reporter == person.id},
            {"anonymous", ticket.anonymous},
            {"place", or_null(ticket.reporter == person.id ? ticket.place : std::string{})},
            {"messages", std::move(messages)},
            {"scores", std::move(scores)}};
}

Json copy_as_json(Context& context, const Identity& person)
{
    const auto details = context.tx.privacy().details(person.id);
    Json tickets = Json::array();
    for (const Ticket& ticket : tickets_of(context, person))
        tickets.push_back(ticket_of(context, person, ticket));
    return {{"channel", person.channel},
            {"id", person.external_id},
            {"name", or_null(person.name)},
            {"stopped", person.stopped},
            {"last_message_at", or_null(person.last_inbound_at)},
            {"details", details ? Json{{"name", or_null(details->name)},
                                       {"phone", or_null(details->phone)},
                                       {"address", or_null(details->address)},
                                       {"given_at", to_rfc3339(details->at)}}
                                : Json(nullptr)},
            {"tickets", std::move(tickets)}};
}

Answer copy(Scene& scene, Arguments& arguments)
{
    const Asked asked = asked_in(arguments);
    if (auto wrong = arguments.wrong())
        return std::move(*wrong);
    return write(scene, [&asked](Context& context) -> Answer {
        const auto person = find_person(context, asked);
        if (!person)
            return person.error();
        journal::record(
            context,
            {.actor = console, .action = "data_copy", .facts = fmt::format("identity={}", number(person->id))});
        return copy_as_json(context, *person);
    });
}

Answer erase(Scene& scene, Arguments& arguments)
{
    const Asked asked = asked_in(arguments);
    const bool sure = arguments.flag("sure");
    if (auto wrong = arguments.wrong())
        return std::move(*wrong);
    return write(scene, [&](Context& context) -> Answer {
        const auto person = find_person(context, asked);
        if (!person)
            return person.error();
        const auto tickets = tickets_of(context, *person).size();
        if (!sure)
            return Refusal{fmt::format("this erases what a person said on {} tickets, for good: say --sure", tickets)};
        const int words = erase_person(context, *person, "console");
        return Json{{"channel", person->channel}, {"tickets", tickets}, {"entries", words}};
    });
}

constexpr std::array all{Verb{"person.copy", copy}, Verb{"person.erase", erase}};

} // namespace

std::span<const Verb> person_verbs() { return all; }

} // namespace langnghe::operations
