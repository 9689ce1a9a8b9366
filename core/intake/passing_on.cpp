#include "core/intake/passing_on.hpp"

#include "core/intake/announce.hpp"
#include "core/intake/ticket_facts.hpp"
#include "core/journal/record.hpp"
#include "core/message/say.hpp"
#include "core/outbox/post.hpp"
#include "core/people/identify.hpp"
#include "core/text/cut.hpp"
#include "core/text/fold.hpp"
#include "core/text/utf8.hpp"
#include "core/text/words.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace langnghe {
namespace {

constexpr std::size_t longest_answer = 120; // UTF-16 units: more is a report of its own
constexpr std::size_t longest_name = 100;

std::string author_of(Context& context, const Authorship& authorship)
{
    if (!authorship.author_name.empty())
        return authorship.author_name;
    const auto identity = context.tx.people().find(authorship.author);
    return identity && !identity->name.empty() ? identity->name : context.commune.say(Say::author_unknown);
}

bool is_nameless(const Authorship& authorship)
{
    return authorship.author == IdentityId::none && authorship.author_name.empty();
}

std::string what_became(Context& context, const Entered& entered, const Message& original, const Authorship& authorship)
{
    const Catalogue& say = context.commune.say;
    if (entered.ticket.suspected || entered.ticket.sealed())
        return say(Say::recorded_discreet);
    const std::string code = to_text(entered.ticket.code, context.commune.letters);
    if (!entered.opened)
        return say(Say::recorded_again, {{"code", code}, {"status", say(label_of(entered.ticket.status))}});
    return say(Say::recorded, {{"code", code},
                               {"author", author_of(context, authorship)},
                               {"time", to_vietnamese(entered.ticket.last_citizen_at)},
                               {"words", shown_words(words_of(context, original))}});
}

struct Named
{
    std::string name;
    std::string place;
};

bool has_letter(std::string_view words)
{
    return std::ranges::any_of(text::fold_words(words), [](char c) { return c >= 'a' && c <= 'z'; });
}

bool knows_nothing(std::string_view words)
{
    constexpr std::array<std::string_view, 3> answers{"khong ro", "khong biet", "bo qua"};
    return std::ranges::find(answers, text::fold_words(words)) != answers.end();
}

// "name, place"; or "name o place", with the word for "at".
Named read_answer(const Commune& commune, std::string_view words)
{
    if (knows_nothing(words))
        return {};
    if (const auto mark = words.find_first_of(",;\n"); mark != std::string_view::npos)
        return {std::string{text::trim(words.substr(0, mark))}, std::string{text::trim(words.substr(mark + 1))}};
    std::size_t begin = 0;
    for (std::string_view rest = words; !rest.empty();) {
        const auto [word, after] = text::first_word(rest);
        begin = static_cast<std::size_t>(word.data() - words.data());
        if (begin > 0 && !after.empty() && text::fold_words(word) == "o")
            return {std::string{text::trim(words.substr(0, begin))}, std::string{after}};
        rest = after;
    }
    std::string all{text::trim(words)};
    if (mentioned_area(commune.taxonomy, words) != nullptr)
        return {{}, std::move(all)};
    return {std::move(all), {}};
}

// The open question, when this message may answer it: a reply to it, or said soon.
std::optional<Question> answered(Context& context, const Identity& identity, const Message& message)
{
    const Rules& rules = context.commune.rules;
    const Duration life = message.reply_to.empty() ? rules.join_window : rules.question_life;
    const auto question = context.tx.questions().newest_open(identity.channel, message.chat.id, context.now - life);
    if (!question || question->kind != Question::Kind::reporter)
        return std::nullopt;
    if (message.reply_to.empty())
        return question;
    const auto reference = context.tx.messages().find(identity.channel, message.chat.id, message.reply_to);
    return reference && reference->ticket == question->ticket ? question : std::nullopt;
}

void store_answer(Context& context, Ticket ticket, const Named& named, const Message& message, UserId by)
{
    const std::string name{text::cut_utf16(named.name, longest_name)};
    if (!name.empty())
        context.tx.messages().name_author(ticket.id, name);
    const Ticket before = ticket;
    if (ticket.place.empty())
        ticket.place = named.place;
    const Term* area = mentioned_area(context.commune.taxonomy, named.place);
    if (ticket.area.empty() && area != nullptr)
        ticket.area = area->key;
    context.tx.tickets().save(ticket);
    journal::record(context, {.ticket = ticket.id,
                              .actor = journal::actor(by),
                              .action = "reporter",
                              .facts = "named=1" + changed_facts(before, ticket),
                              .text = message.text});
}

// Who asked in private is answered where he asked.
std::optional<Identity> private_way(Context& context, const Identity& recorder, const ChatRef& asked_in)
{
    const auto user = official_of(context, recorder);
    if (!user)
        return std::nullopt;
    return asked_in.kind == ChatKind::private_chat ? recorder : way_to(context.tx, context.commune, *user, context.now);
}

} // namespace

Authorship passed_on(Context& context, const std::string& channel, const Origin& origin, IdentityId by)
{
    Authorship authorship;
    authorship.passed_on_by = by;
    if (origin.author_id.empty())
        authorship.author_name = text::cut_utf16(origin.author_name, longest_name);
    else
        authorship.author = identify(context, channel, {origin.author_id, origin.author_name, false}).id;
    return authorship;
}

void take_note(const Context& context, Authorship& authorship, const std::string& words)
{
    authorship.note = words;
    if (const Term* area = mentioned_area(context.commune.taxonomy, words))
        authorship.area = area->key;
    if (const Field* field = mentioned_field(context.commune.taxonomy, words))
        authorship.field = field->key;
}

void tell_recorder(Context& context, const Identity& recorder, const Entered& entered, const Message& original,
                   const Authorship& authorship)
{
    const auto way = private_way(context, recorder, original.chat);
    if (!way)
        return;
    Letter letter;
    letter.channel = way->channel;
    letter.to.id = way->external_id;
    letter.ticket = entered.ticket.id;
    letter.text = what_became(context, entered, original, authorship);
    if (entered.opened && is_nameless(authorship) && !entered.ticket.suspected) {
        const std::string code = to_text(entered.ticket.code, context.commune.letters);
        letter.text += "\n\n" + context.commune.say(Say::ask_reporter, {{"code", code}});
        context.tx.questions().ask(
            {0, way->channel, way->external_id, entered.ticket.id, Question::Kind::reporter, context.now});
    }
    post(context, std::move(letter));
}

bool take_reporter(Context& context, const Identity& identity, const Message& message)
{
    if (!has_letter(message.text) || text::utf16_length(message.text) > longest_answer)
        return false;
    const auto question = answered(context, identity, message);
    const auto ticket = question ? context.tx.tickets().find(question->ticket) : std::nullopt;
    if (!ticket)
        return false;
    context.tx.questions().close(question->id);
    const Named named = read_answer(context.commune, message.text);
    store_answer(context, *ticket, named, message, identity.user);
    const Catalogue& say = context.commune.say;
    Letter letter;
    letter.channel = identity.channel;
    letter.to = message.chat;
    letter.ticket = ticket->id;
    letter.text = say(Say::reporter_noted, {{"code", to_text(ticket->code, context.commune.letters)},
                                            {"author", named.name.empty() ? say(Say::author_unknown) : named.name},
                                            {"place", named.place.empty() ? say(Say::area_unknown) : named.place}});
    post(context, std::move(letter));
    return true;
}

} // namespace langnghe
