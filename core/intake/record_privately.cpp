#include "core/intake/record_privately.hpp"

#include "core/intake/draft.hpp"
#include "core/intake/passing_on.hpp"
#include "core/message/say.hpp"
#include "core/outbox/post.hpp"

#include <utility>

namespace langnghe {
namespace {

// Of an album the official hears once.
Kept enter(Context& context, const Identity& official, const Message& message, TimePoint at,
           const Authorship& authorship)
{
    const auto entered = enter_message(context, official, message, official.channel, at, authorship);
    if (entered.kept == Kept::now && !entered.quiet)
        tell_recorder(context, official, entered, message, authorship);
    return entered.kept;
}

bool says_something(const Message& message)
{
    return !message.text.empty() || !message.attachments.empty() || message.position;
}

// A reply in this chat to a message of another one brings that message along.
Message brought_along(const Message& message)
{
    Message original = message;
    original.text.clear();
    original.attachments.clear();
    original.position.reset();
    if (!message.reply_to.empty() || !message.reply_origin)
        return original;
    original.text = message.reply_text;
    original.attachments = message.reply_attachments;
    original.position = message.reply_position;
    original.forwarded = message.reply_origin;
    return original;
}

void answer(Context& context, const Identity& official, const Message& message, Say what)
{
    Letter letter;
    letter.channel = official.channel;
    letter.to = message.chat;
    letter.text = context.commune.say(what);
    post(context, std::move(letter));
}

} // namespace

Kept pass_on(Context& context, const Identity& official, const Message& message, TimePoint at)
{
    return enter(context, official, message, at,
                 passed_on(context, official.channel, message.forwarded.value_or(Origin{}), official.id));
}

Kept record_privately(Context& context, const Identity& official, const Message& message, TimePoint at,
                      const std::string& words)
{
    Authorship authorship;
    if (const Message original = brought_along(message); says_something(original)) {
        authorship = passed_on(context, official.channel, *original.forwarded, official.id);
        take_note(context, authorship, words);
        return enter(context, official, original, at, authorship);
    }
    Message report = message;
    report.text = words;
    if (says_something(report)) {
        authorship.passed_on_by = official.id;
        take_note(context, authorship, words);
        authorship.note.clear(); // they are the report
        return enter(context, official, report, at, authorship);
    }
    if (!record_draft(context, official, message))
        answer(context, official, message, Say::record_usage);
    return Kept::nothing;
}

} // namespace langnghe
