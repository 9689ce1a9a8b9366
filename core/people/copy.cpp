#include "core/people/copy.hpp"

#include "core/message/say.hpp"
#include "core/store/privacy.hpp"
#include "core/store/scores.hpp"
#include "core/text/cut.hpp"
#include "core/text/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <set>
#include <utility>

namespace langnghe {
namespace {

constexpr std::size_t most_pages = 12;
constexpr std::size_t longest_page = 1'800; // UTF-16 units
constexpr int most_tickets = 1'000;
constexpr std::string_view copy_mark = "copy:"; // where other files have the hash of what is kept

std::string or_unnamed(const Context& context, const std::string& text)
{
    return text.empty() ? context.commune.say(Say::rights_copy_unnamed) : text;
}

std::string about(Context& context, const Identity& person)
{
    const Catalogue& say = context.commune.say;
    const auto channel = context.commune.channels.find(person.channel);
    std::string text =
        say(Say::rights_copy_person,
            {{"channel", channel == context.commune.channels.end() ? person.channel : channel->second.label},
             {"name", or_unnamed(context, person.name)},
             {"time", person.last_inbound_at ? to_vietnamese(*person.last_inbound_at) : ""}});
    if (const auto details = context.tx.privacy().details(person.id))
        text += '\n' + say(Say::rights_copy_details, {{"name", or_unnamed(context, details->name)},
                                                      {"phone", or_unnamed(context, details->phone)},
                                                      {"address", or_unnamed(context, details->address)}});
    return text;
}

void add_line(std::string& text, TimePoint at, std::string_view words)
{
    text += fmt::format("\n• {}: {}", to_vietnamese(at), words);
}

std::string kinds_of(const Context& context, const MessageRow& row)
{
    std::string kinds;
    for (const Attachment& attachment : row.attachments)
        kinds += (kinds.empty() ? "" : ", ") + context.commune.say(label_of(attachment.kind));
    if (row.position)
        kinds +=
            fmt::format("{}{:.6f},{:.6f}", kinds.empty() ? "" : ", ", row.position->latitude, row.position->longitude);
    return kinds.empty() ? std::string{} : fmt::format(" [{}]", kinds);
}

std::string about(Context& context, const Identity& person, const Ticket& ticket)
{
    std::string text =
        context.commune.say(Say::rights_copy_ticket, {{"code", to_text(ticket.code, context.commune.letters)},
                                                      {"status", context.commune.say(label_of(ticket.status))},
                                                      {"time", to_vietnamese(ticket.created_at)}});
    for (const MessageRow& row : context.tx.messages().of_ticket(ticket.id)) {
        if (row.author != person.id)
            continue;
        add_line(text, row.at, row.text + kinds_of(context, row));
        for (const std::string& version : row.versions)
            text += "\n  → " + version;
    }
    for (const Score& score : context.tx.scores().of_ticket(ticket.id))
        if (score.score != 0 && score.channel == person.channel && score.chat == person.external_id)
            text += '\n' + context.commune.say(Say::rights_copy_score,
                                               {{"score", std::to_string(score.score)},
                                                {"time", to_vietnamese(score.answered_at.value_or(score.asked_at))}});
    return text;
}

} // namespace

std::vector<Ticket> tickets_of(Context& context, const Identity& person)
{
    TicketFilter filter;
    filter.reporter = person.id;
    filter.limit = most_tickets;
    auto tickets = context.tx.tickets().list(filter);
    std::set<TicketId> known;
    for (const Ticket& ticket : tickets)
        known.insert(ticket.id);
    for (const Written& message : context.tx.privacy().written_by(person.id))
        if (known.insert(message.ticket).second)
            if (auto ticket = context.tx.tickets().find(message.ticket))
                tickets.push_back(std::move(*ticket));
    std::ranges::sort(tickets, std::ranges::greater{}, &Ticket::id);
    return tickets;
}

std::string whole_copy(Context& context, const Identity& person)
{
    const Catalogue& say = context.commune.say;
    std::string text = about(context, person);
    const auto tickets = tickets_of(context, person);
    for (const Ticket& ticket : tickets)
        text += "\n\n" + about(context, person, ticket);
    if (tickets.empty())
        text += "\n\n" + say(Say::rights_copy_none, {{"commune", context.commune.name}});
    return text;
}

OutboxFile copy_file(const Commune& commune, IdentityId person)
{
    OutboxFile file;
    file.sha256 = fmt::format("{}{}", copy_mark, number(person));
    file.name = commune.say(Say::rights_copy_file_name) + ".pdf";
    file.mime = "application/pdf";
    return file;
}

std::optional<IdentityId> copied_person(const OutboxFile& file)
{
    if (!file.sha256.starts_with(copy_mark))
        return std::nullopt;
    std::int64_t id = 0;
    const std::string_view digits = std::string_view{file.sha256}.substr(copy_mark.size());
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), id);
    const bool whole = error == std::errc{} && end == digits.data() + digits.size() && id > 0;
    return whole ? std::optional{static_cast<IdentityId>(id)} : std::nullopt;
}

std::vector<std::string> copy_of(Context& context, const Identity& person)
{
    const Catalogue& say = context.commune.say;
    const std::string& commune = context.commune.name;
    const auto channel = context.commune.channels.find(person.channel);
    const std::size_t longest = channel == context.commune.channels.end()
                                    ? longest_page
                                    : std::min(longest_page, channel->second.traits.longest_text);
    const std::size_t head =
        text::utf16_length(say(Say::rights_copy_head, {{"commune", commune}, {"part", "12"}, {"parts", "12"}}));
    const std::size_t room = longest > head + 2 ? longest - head - 1 : 1;

    std::string text = about(context, person);
    const auto tickets = tickets_of(context, person);
    bool cut = false;
    for (const Ticket& ticket : tickets) {
        cut = text.size() > most_pages * room * 4;
        if (cut)
            break;
        text += "\n\n" + about(context, person, ticket);
    }
    if (tickets.empty())
        text += "\n\n" + say(Say::rights_copy_none, {{"commune", commune}});
    auto pages = text::split_utf16(text, room);
    if (cut || pages.size() > most_pages) {
        pages.resize(std::min(pages.size(), most_pages - 1));
        pages.push_back(say(Say::rights_copy_cut, {{"commune", commune}}));
    }
    for (std::size_t i = 0; i < pages.size(); ++i)
        pages[i] =
            say(Say::rights_copy_head,
                {{"commune", commune}, {"part", std::to_string(i + 1)}, {"parts", std::to_string(pages.size())}}) +
            '\n' + pages[i];
    return pages;
}

} // namespace langnghe
