#include "core/intake/draft.hpp"

#include "core/intake/announce.hpp"
#include "core/intake/enter_message.hpp"
#include "core/intake/passing_on.hpp"
#include "core/journal/record.hpp"
#include "core/message/say.hpp"
#include "core/outbox/post.hpp"
#include "core/people/identify.hpp"
#include "core/people/rights.hpp"
#include "core/store/drafts.hpp"
#include "core/text/cut.hpp"
#include "core/text/fold.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace langnghe {
namespace {

constexpr std::size_t quoted_words = 200;
constexpr Duration one_breath = std::chrono::seconds{60};

// What may become of a draft, in the order of its buttons.
struct Choice
{
    Say title;
    std::string_view what;
};

constexpr Choice for_citizen{Say::button_draft_behalf, "behalf"};
constexpr Choice as_own{Say::button_draft_own, "own"};
constexpr Choice dropped{Say::button_draft_drop, "drop"};

std::vector<Choice> choices_of(const User& official)
{
    if (may(official.roles, Right::record, {}))
        return {for_citizen, as_own, dropped};
    return {as_own, dropped};
}

void say_to(Context& context, const Identity& identity, const ChatRef& chat, std::string text,
            std::vector<Button> buttons = {})
{
    Letter letter;
    letter.channel = identity.channel;
    letter.to = chat;
    letter.text = std::move(text);
    letter.buttons = std::move(buttons);
    post(context, std::move(letter));
}

void ask(Context& context, const Identity& identity, const Message& message, std::int64_t lead)
{
    const auto official = official_of(context, identity);
    if (!official)
        return;
    const Catalogue& say = context.commune.say;
    const std::string text =
        say(Say::officer_draft, {{"words", text::shorten(words_of(context, message), quoted_words)}});
    std::vector<Button> buttons;
    for (const auto& [title, what] : choices_of(*official))
        buttons.push_back({say(title), fmt::format("ln:draft:{}:{}", lead, what), {}});
    say_to(context, identity, message.chat, text, std::move(buttons));
}

// The late item of an album comes after the words.
std::optional<std::int64_t> lead_of(Context& context, const Draft& newest, const Message& message, TimePoint at)
{
    const auto drafts = context.tx.drafts().open(newest.lead);
    const bool same_album = !message.album.empty() && std::ranges::count(drafts, message.album, &Draft::album) > 0;
    const bool near = at < newest.at + one_breath && at > newest.at - one_breath;
    if (same_album || (near && (newest.text.empty() || message.text.empty())))
        return newest.lead;
    return std::nullopt;
}

std::optional<Draft> newest_open(Context& context, const Identity& identity, const ChatRef& chat, Duration life)
{
    return context.tx.drafts().newest_open(identity.id, identity.channel, chat.id, context.now - life);
}

Message message_of(const Draft& draft, const ChatRef& chat)
{
    Message message;
    message.id = draft.message;
    message.chat = chat;
    message.text = draft.text;
    message.attachments = draft.attachments;
    message.position = draft.position;
    message.album = draft.album;
    return message;
}

// The first message opens the ticket or joins one; the others follow it.
Entered enter_all(Context& context, const Identity& writer, const ChatRef& chat, const std::vector<Draft>& drafts,
                  const Authorship& authorship)
{
    Entered first;
    for (const Draft& draft : drafts) {
        Message message = message_of(draft, chat);
        if (draft.seq != drafts.front().seq)
            message.reply_to = drafts.front().message;
        const Entered entered = enter_message(context, writer, message, draft.channel, draft.at, authorship);
        if (draft.seq == drafts.front().seq)
            first = entered;
    }
    if (const auto ticket = context.tx.tickets().find(first.ticket.id))
        first.ticket = *ticket;
    return first;
}

void enter_own(Context& context, const Identity& identity, const ChatRef& chat, const std::vector<Draft>& drafts)
{
    const Entered entered = enter_all(context, identity, chat, drafts, {identity.id});
    const std::string code = to_text(entered.ticket.code, context.commune.letters);
    say_to(context, identity, chat, context.commune.say(Say::draft_done, {{"code", code}}));
}

// A ticket of its own, never joined to what the official reported himself.
void enter_on_behalf(Context& context, const Identity& identity, const ChatRef& chat, const std::vector<Draft>& drafts)
{
    Authorship authorship;
    authorship.passed_on_by = identity.id;
    std::string words;
    for (const Draft& draft : drafts)
        words += draft.text + '\n';
    take_note(context, authorship, words);
    authorship.note.clear(); // they are the report
    const Entered entered = enter_all(context, Identity{}, chat, drafts, authorship);
    tell_recorder(context, identity, entered, message_of(drafts.front(), chat), authorship);
}

// False when it is not theirs, not here, or settled.
bool settle(Context& context, const Identity& identity, const ChatRef& chat, std::int64_t lead, std::string_view what)
{
    const auto drafts = context.tx.drafts().open(lead);
    const auto official = official_of(context, identity);
    if (!official || drafts.empty() || drafts.front().author != identity.id || drafts.front().chat != chat.id)
        return false;
    const auto choices = choices_of(*official);
    if (std::ranges::find(choices, what, &Choice::what) == choices.end())
        return false;
    context.tx.drafts().settle(lead);
    if (what == dropped.what)
        say_to(context, identity, chat, context.commune.say(Say::draft_dropped));
    else if (what == as_own.what)
        enter_own(context, identity, chat, drafts);
    else
        enter_on_behalf(context, identity, chat, drafts);
    return true;
}

} // namespace

void keep_draft(Context& context, const Identity& identity, const Message& message, TimePoint at)
{
    const auto before = newest_open(context, identity, message.chat, context.commune.rules.question_life);
    Draft draft;
    draft.seq =
        journal::record(context, {.actor = journal::actor(identity.user),
                                  .action = "draft",
                                  .facts = fmt::format("channel={};identity={}", identity.channel, number(identity.id)),
                                  .text = message.text});
    const auto lead = before ? lead_of(context, *before, message, at) : std::nullopt;
    draft.lead = lead.value_or(draft.seq);
    draft.author = identity.id;
    draft.channel = identity.channel;
    draft.chat = message.chat.id;
    draft.message = message.id;
    draft.album = message.album;
    draft.at = at;
    draft.position = message.position;
    draft.attachments = message.attachments;
    context.tx.drafts().add(draft);
    if (!lead)
        ask(context, identity, message, draft.lead);
}

bool settle_draft(Context& context, const Identity& identity, const ButtonPress& press, std::string_view data)
{
    constexpr std::string_view prefix = "draft:";
    if (!data.starts_with(prefix))
        return false;
    data.remove_prefix(prefix.size());
    std::int64_t lead = 0;
    const auto [end, error] = std::from_chars(data.data(), data.data() + data.size(), lead);
    if (error != std::errc{} || end == data.data() + data.size() || *end != ':')
        return false;
    const auto what = data.substr(static_cast<std::size_t>(end - data.data()) + 1);
    if (!settle(context, identity, press.chat, lead, what))
        say_to(context, identity, press.chat, context.commune.say(Say::draft_gone));
    return true;
}

bool choose_draft(Context& context, const Identity& identity, const Message& message)
{
    const auto official = official_of(context, identity);
    if (!official || message.text.size() > 64)
        return false;
    const std::string words = text::fold_words(message.text);
    for (const Choice& choice : choices_of(*official)) {
        if (words != text::fold_words(context.commune.say(choice.title)))
            continue;
        const auto draft = newest_open(context, identity, message.chat, context.commune.rules.join_window);
        return draft && settle(context, identity, message.chat, draft->lead, choice.what);
    }
    return false;
}

bool record_draft(Context& context, const Identity& identity, const Message& message)
{
    const auto draft = message.reply_to.empty()
                           ? newest_open(context, identity, message.chat, context.commune.rules.join_window)
                           : context.tx.drafts().find(identity.channel, message.chat.id, message.reply_to);
    return draft && settle(context, identity, message.chat, draft->lead, for_citizen.what);
}

} // namespace langnghe
