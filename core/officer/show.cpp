#include "core/officer/show.hpp"

#include "core/clock/explain.hpp"
#include "core/commune/fields.hpp"
#include "core/intake/announce.hpp"
#include "core/intake/joining.hpp"
#include "core/message/say.hpp"
#include "core/officer/offers.hpp"
#include "core/process/notes.hpp"
#include "core/store/attachments.hpp"
#include "core/store/courses.hpp"
#include "core/text/cut.hpp"
#include "core/text/line.hpp"
#include "core/text/mask.hpp"
#include "core/ticket/status.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace langnghe::officer {
namespace {

constexpr std::size_t longest_words = 400; // UTF-16 units
constexpr std::size_t longest_result = 300;
constexpr std::size_t most_steps = 8; // the latest

std::string or_none(const Context& context, std::string text)
{
    return text.empty() ? context.commune.say(Say::desk_none) : text;
}

std::string person(Context& context, UserId id)
{
    const auto user = context.tx.people().find_user(id);
    return user ? user->name : std::string{};
}

void add(std::string& text, const std::string& line)
{
    if (!line.empty())
        text += '\n' + line;
}

std::string facts(Context& context, const User& user, const Ticket& ticket)
{
    const Catalogue& say = context.commune.say;
    const Taxonomy& taxonomy = context.commune.taxonomy;
    const Field* field = find_field(taxonomy, ticket.field);
    const std::string words = ticket.area.empty() && reads(context, user, ticket)
                                  ? first_words(context, ticket, longest_words)
                                  : std::string{};
    std::string text =
        say(Say::show_nature, {{"nature", say(label_of(ticket.nature))}, {"urgency", say(label_of(ticket.urgency))}});
    add(text, say(Say::show_field, {{"field", or_none(context, field != nullptr ? field->name : std::string{})},
                                    {"area", area_for_officials(context.commune, ticket, words)}}));
    if (!ticket.department.empty())
        add(text, say(Say::show_department, {{"department", name_of(taxonomy.departments, ticket.department)},
                                             {"person", or_none(context, person(context, ticket.assignee))}}));
    if (ticket.voices > 1)
        add(text, say(Say::show_voices, {{"count", std::to_string(ticket.voices)}}));
    if (holds_burst(context, ticket))
        add(text, say(Say::desk_burst));
    return text;
}

std::string pending(Context& context, const Ticket& ticket)
{
    const auto course = context.tx.courses().find(ticket.id);
    std::string text;
    if (course && course->asked_days > 0)
        add(text, context.commune.say(Say::show_asked, {{"days", std::to_string(course->asked_days)}}));
    if (course && course->recheck)
        add(text, context.commune.say(Say::show_recheck));
    if (course && !course->kept_from.empty())
        add(text, context.commune.say(Say::show_kept_from, {{"who", names_of(context, course->kept_from)}}));
    if (ticket.status == Status::merged)
        if (const auto master = context.tx.tickets().find(ticket.merged_into))
            add(text, context.commune.say(Say::show_merged, {{"code", code_of(context, *master)}}));
    return text;
}

std::string content(Context& context, const User& user, const Ticket& ticket)
{
    const Catalogue& say = context.commune.say;
    std::string text;
    if (!reads(context, user, ticket)) {
        if (!ticket.sealed())
            add(text, say(Say::show_no_words));
        return text;
    }
    if (const std::string words = first_words(context, ticket, longest_words); !words.empty())
        add(text, say(Say::show_words, {{"words", words}}));
    if (const std::string note = process::notes_for_department(context, ticket); !note.empty())
        add(text, say(Say::show_note, {{"words", text::on_one_line(text::mask_personal(note), longest_words)}}));
    const auto files = context.tx.attachments().of_ticket(ticket.id);
    if (!files.empty())
        add(text, say(Say::show_files, {{"count", std::to_string(files.size())}}));
    if (ticket.result)
        add(text, say(Say::show_result,
                      {{"kind", say(label_of(ticket.result->kind))},
                       {"words", text::shorten(text::mask_personal(ticket.result->text), longest_result)}}));
    return text;
}

// Changes of state, the latest of them, with who made them.
std::string history(Context& context, const Ticket& ticket)
{
    auto entries = context.tx.journal().of_ticket(ticket.id);
    std::erase_if(entries, [](const journal::Entry& entry) { return !entry.to; });
    if (entries.size() > most_steps)
        entries.erase(entries.begin(), entries.end() - static_cast<std::ptrdiff_t>(most_steps));
    std::string text;
    add(text, context.commune.say(Say::show_history));
    for (const journal::Entry& entry : entries)
        add(text, context.commune.say(Say::show_step, {{"time", to_vietnamese(entry.at)},
                                                       {"what", context.commune.say(label_of(*entry.to))},
                                                       {"name", name_of_actor(context, entry.actor)}}));
    return text;
}

} // namespace

std::string name_of_actor(Context& context, std::string_view actor)
{
    const Catalogue& say = context.commune.say;
    const auto colon = actor.find(':');
    if (actor.substr(0, colon) == "citizen")
        return say(Say::desk_citizen);
    std::int64_t number = 0;
    if (actor.substr(0, colon) == "user")
        std::from_chars(actor.data() + colon + 1, actor.data() + actor.size(), number);
    const auto user = context.tx.people().find_user(UserId{number});
    return user ? user->name : say(Say::desk_program);
}

std::string reporter_of(Context& context, const Ticket& ticket)
{
    const Catalogue& say = context.commune.say;
    const std::string code = code_of(context, ticket);
    const auto identity = context.tx.people().find(ticket.reporter);
    std::string name = identity ? identity->name : std::string{};
    if (name.empty())
        for (const MessageRow& row : context.tx.messages().of_ticket(ticket.id))
            if (name.empty())
                name = row.author_name;
    if (ticket.anonymous)
        return say(Say::desk_reporter_hidden, {{"code", code}});
    const auto channel = context.commune.channels.find(ticket.channel);
    return say(Say::desk_reporter,
               {{"code", code},
                {"name", name.empty() ? say(Say::author_unknown) : name},
                {"channel", channel == context.commune.channels.end() ? ticket.channel : channel->second.label}});
}

std::string first_words(Context& context, const Ticket& ticket, std::size_t longest)
{
    for (const MessageRow& row : context.tx.messages().of_ticket(ticket.id))
        if (!row.text.empty())
            return text::on_one_line(text::mask_personal(row.text), longest);
    return {};
}

void show(Talk& talk, const Ticket& ticket)
{
    Context& context = talk.context;
    const Catalogue& say = context.commune.say;
    if (talk.in_group())
        tell_here(
            talk,
            say(Say::desk_group_done, {{"code", code_of(context, ticket)}, {"status", say(label_of(ticket.status))}}),
            ticket.id);
    std::string text = say(Say::show_head, {{"code", code_of(context, ticket)},
                                            {"status", say(label_of(ticket.status))},
                                            {"time", to_vietnamese(ticket.created_at)}});
    const bool bare = ticket.sealed();
    if (!bare)
        add(text, facts(context, talk.user, ticket));
    add(text, clock::explain(context.commune, ticket, context.tx.courses().find(ticket.id), context.now));
    text += pending(context, ticket);
    if (!bare)
        text += content(context, talk.user, ticket);
    text += history(context, ticket);
    talk.told_alone = true; // the state in the group is answer enough there
    tell(talk, std::move(text), offers(context, talk.user, ticket), ticket.id);
}

} // namespace langnghe::officer
