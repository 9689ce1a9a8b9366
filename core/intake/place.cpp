#include "core/intake/place.hpp"

#include "core/intake/announce.hpp"
#include "core/intake/ticket_facts.hpp"
#include "core/journal/record.hpp"
#include "core/message/say.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace langnghe::place {
namespace {

constexpr std::size_t few = 6;      // areas that are all offered
constexpr std::size_t likely = 4;   // of more than that
constexpr std::size_t numbered = 9; // choices where there are no buttons
constexpr std::string_view prefix = "place:";

std::string code_of(const Context& context, const Ticket& ticket)
{
    return to_text(ticket.code, context.commune.letters);
}

const Term* find_area(const Taxonomy& taxonomy, std::string_view key)
{
    const auto found = std::ranges::find(taxonomy.areas, key, &Term::key);
    return found == taxonomy.areas.end() ? nullptr : &*found;
}

std::vector<const Term*> likeliest(const Taxonomy& taxonomy, const std::vector<Ticket>& earlier, std::size_t most)
{
    std::vector<const Term*> areas;
    const auto add = [&](const Term* area) {
        if (area != nullptr && areas.size() < most && std::ranges::find(areas, area) == areas.end())
            areas.push_back(area);
    };
    if (taxonomy.areas.size() > most)
        for (const Ticket& ticket : earlier)
            add(find_area(taxonomy, ticket.area));
    for (const Term& area : taxonomy.areas)
        add(&area);
    return areas;
}

void add_question(const Context& context, const Ticket& ticket, const std::vector<Ticket>& earlier, std::size_t room,
                  Letter& letter)
{
    const Taxonomy& taxonomy = context.commune.taxonomy;
    const std::size_t most = taxonomy.areas.size() <= std::min(room, few) ? few : std::min(room, likely);
    std::size_t shown = 0;
    for (const Term* area : likeliest(taxonomy, earlier, most)) {
        std::string data = fmt::format("ln:{}{}:{}", prefix, number(ticket.id), area->key);
        if (data.size() > ChannelTraits{}.button_data)
            continue;
        letter.buttons.push_back({area->name, std::move(data), {}});
        ++shown;
    }
    const bool all = shown == taxonomy.areas.size();
    letter.text += (letter.text.empty() ? "" : "\n") + context.commune.say(all ? Say::place_ask : Say::place_ask_other);
}

std::size_t room_in(const Context& context, const std::string& channel, std::size_t others)
{
    const auto known = context.commune.channels.find(channel);
    const std::size_t buttons = known == context.commune.channels.end() ? 0 : known->second.traits.buttons;
    const std::size_t most = buttons == 0 ? numbered : buttons;
    return most > others ? most - others : 0;
}

void answer(Context& context, const Identity& identity, const Ticket& ticket, std::string text)
{
    Letter letter;
    letter.channel = identity.channel;
    letter.to.id = identity.external_id;
    letter.ticket = ticket.id;
    letter.text = std::move(text);
    post(context, std::move(letter));
}

// Before officials said better.
bool takes_area(const Ticket& ticket)
{
    const bool unclassified = ticket.status == Status::received || ticket.status == Status::verified;
    return unclassified || (langnghe::is_open(ticket.status) && ticket.area.empty());
}

// Where it is, or what became of it, for a press that comes too late.
std::string refusal(const Context& context, const Ticket& ticket)
{
    const Commune& commune = context.commune;
    if (!ticket.area.empty())
        return commune.say(Say::place_settled, {{"code", code_of(context, ticket)},
                                                {"area", name_of(commune.taxonomy.areas, ticket.area)}});
    return commune.say(Say::ticket_status, {{"code", code_of(context, ticket)},
                                            {"status", commune.say(label_of(ticket.status))},
                                            {"time", to_vietnamese(ticket.closed_at.value_or(context.now))},
                                            {"department", name_of(commune.taxonomy.departments, ticket.department)}});
}

void take(Context& context, const Identity& identity, Ticket ticket, const Term& area)
{
    if (ticket.area != area.key) {
        ticket.area = area.key;
        journal::record(context, {.ticket = ticket.id,
                                  .actor = journal::actor(ticket, identity.id),
                                  .action = "place",
                                  .facts = "area=" + area.key});
        context.tx.tickets().save(ticket);
        announce_placed(context, ticket, true);
    }
    answer(context, identity, ticket,
           context.commune.say(Say::place_taken, {{"code", code_of(context, ticket)}, {"area", area.name}}));
}

} // namespace

void ask(const Context& context, const Ticket& opened, const Message& message, const std::vector<Ticket>& earlier,
         std::size_t others, Letter& receipt)
{
    const Taxonomy& taxonomy = context.commune.taxonomy;
    const bool known = opened.follows != TicketId::none || guess_area(taxonomy, message.text) != nullptr;
    if (!is_open(context, opened) || opened.suspected || known || is_question(taxonomy, message.text))
        return;
    if (const auto room = room_in(context, receipt.channel, others); room > 0 && !taxonomy.areas.empty())
        add_question(context, opened, earlier, room, receipt);
}

bool is_open(const Context& context, const Ticket& ticket)
{
    return langnghe::is_open(ticket.status) && !ticket.in_group && ticket.area.empty() && ticket.place.empty() &&
           context.now <= ticket.created_at + context.commune.rules.question_life;
}

bool is_answer(const Context& context, const Message& message)
{
    if (!message.attachments.empty() || message.forwarded)
        return false;
    return message.text.empty() ? message.position.has_value()
                                : named_area(context.commune.taxonomy, message.text) != nullptr;
}

void take_words(const Context& context, Ticket& ticket, const Message& message)
{
    const Term* area = is_open(context, ticket) ? guess_area(context.commune.taxonomy, message.text) : nullptr;
    if (area != nullptr)
        ticket.area = area->key;
}

bool take_press(Context& context, const Identity& identity, std::string_view data)
{
    if (!data.starts_with(prefix))
        return false;
    data.remove_prefix(prefix.size());
    std::int64_t id = 0;
    const auto [end, error] = std::from_chars(data.data(), data.data() + data.size(), id);
    const auto colon = static_cast<std::size_t>(end - data.data());
    const auto ticket = error == std::errc{} ? context.tx.tickets().find(TicketId{id}) : std::nullopt;
    const bool own = ticket && ticket->reporter == identity.id && !ticket->in_group &&
                     ticket->channel == identity.channel && ticket->chat == identity.external_id;
    if (!own || colon >= data.size() || data[colon] != ':')
        return true;
    const Term* area = find_area(context.commune.taxonomy, data.substr(colon + 1));
    if (area != nullptr && takes_area(*ticket))
        take(context, identity, *ticket, *area);
    else
        answer(context, identity, *ticket, refusal(context, *ticket));
    return true;
}

} // namespace langnghe::place
