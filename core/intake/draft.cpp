#include "core/intake/draft.hpp"

#include "core/intake/enter_message.hpp"
#include "core/journal/record.hpp"
#include "core/outbox/post.hpp"
#include "core/people/identify.hpp"
#include "core/text/cut.hpp"

#include <fmt/format.h>

#include <charconv>
#include <utility>

namespace langnghe {
namespace {

constexpr std::string_view kept = "draft";
constexpr std::string_view dropped = "draft_dropped";
constexpr std::size_t quoted_words = 200;

Letter to_identity(const Identity& identity, const ChatRef& chat, std::string text)
{
    Letter letter;
    letter.channel = identity.channel;
    letter.to = chat;
    letter.text = std::move(text);
    return letter;
}

// A draft's message id inside the ticket: unique, and never a platform's own.
std::string draft_message(std::int64_t seq) { return fmt::format("draft-{}", seq); }

struct Choice
{
    std::int64_t seq = 0;
    std::string_view what;
};

std::optional<Choice> read_choice(std::string_view data)
{
    constexpr std::string_view prefix = "draft:";
    if (!data.starts_with(prefix))
        return std::nullopt;
    data.remove_prefix(prefix.size());
    Choice choice;
    const auto [end, error] = std::from_chars(data.data(), data.data() + data.size(), choice.seq);
    if (error != std::errc{} || end == data.data() + data.size() || *end != ':')
        return std::nullopt;
    choice.what = data.substr(static_cast<std::size_t>(end - data.data()) + 1);
    return choice;
}

// Where the draft was written: it can be settled there only.
std::string place_of(const Identity& identity)
{
    return fmt::format("channel={};identity={}", identity.channel, number(identity.id));
}

// The draft with this number, if this official wrote it here and nobody settled it.
std::optional<journal::Entry> open_draft(Context& context, const Identity& identity, const ChatRef& chat,
                                         std::int64_t seq)
{
    const auto entries = context.tx.journal().after(seq - 1, 1);
    if (entries.empty() || entries.front().seq != seq || entries.front().action != kept ||
        entries.front().actor != journal::actor(identity.user) || entries.front().facts != place_of(identity) ||
        !entries.front().text)
        return std::nullopt;
    if (context.tx.messages().find(identity.channel, chat.id, draft_message(seq)) ||
        context.tx.fact(draft_message(seq)))
        return std::nullopt;
    return entries.front();
}

std::string enter_draft(Context& context, const Identity& identity, const ChatRef& chat, const journal::Entry& draft,
                        bool own)
{
    Message message;
    message.id = draft_message(draft.seq);
    message.chat = chat;
    message.text = *draft.text;
    Authorship authorship;
    authorship.author = own ? identity.id : IdentityId::none;
    authorship.passed_on_by = own ? IdentityId::none : identity.id;
    // On behalf of somebody: a ticket of its own, never joined to what the official reported himself.
    const Identity writer = own ? identity : Identity{};
    const auto entered = enter_message(context, writer, message, identity.channel, context.now, authorship);
    return context.commune.say(Say::draft_done, {{"code", to_text(entered.ticket.code, context.commune.letters)}});
}

} // namespace

void keep_draft(Context& context, const Identity& identity, const Message& message)
{
    const std::string& words = message.text;
    const auto seq = journal::record(context, {.actor = journal::actor(identity.user),
                                               .action = std::string{kept},
                                               .facts = place_of(identity),
                                               .text = words});
    Letter letter =
        to_identity(identity, message.chat,
                    context.commune.say(Say::officer_draft, {{"words", text::shorten(words, quoted_words)}}));
    const auto button = [&](Say title, std::string_view what) {
        letter.buttons.push_back({context.commune.say(title), fmt::format("ln:draft:{}:{}", seq, what), {}});
    };
    button(Say::button_draft_behalf, "behalf");
    button(Say::button_draft_own, "own");
    button(Say::button_draft_drop, "drop");
    post(context, std::move(letter));
}

bool settle_draft(Context& context, const Identity& identity, const ButtonPress& press, std::string_view data)
{
    const auto choice = read_choice(data);
    if (!choice)
        return false;
    std::string said = context.commune.say(Say::draft_gone);
    if (const auto draft = open_draft(context, identity, press.chat, choice->seq);
        draft && official_of(context, identity)) {
        if (choice->what == "drop") {
            context.tx.set_fact(draft_message(choice->seq), dropped);
            said = context.commune.say(Say::draft_dropped);
        } else {
            said = enter_draft(context, identity, press.chat, *draft, choice->what == "own");
        }
    }
    post(context, to_identity(identity, press.chat, std::move(said)));
    return true;
}

} // namespace langnghe
