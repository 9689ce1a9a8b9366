#include "core/intake/quote.hpp"

#include "core/intake/group_intake.hpp"
#include "core/message/say.hpp"
#include "core/outbox/post.hpp"

#include <array>
#include <utility>

namespace langnghe {
namespace {

// The platform's history may lag behind its events, and it may be away for a while.
constexpr std::array<Duration, 5> waits{std::chrono::seconds{5}, std::chrono::seconds{30}, std::chrono::minutes{2},
                                        std::chrono::minutes{10}, std::chrono::minutes{30}};

Message asked_by(const QuoteRequest& request)
{
    Message message;
    message.id = request.message;
    message.chat = request.chat;
    message.from = request.from;
    message.reply_to = request.quoted;
    message.text = request.words;
    return message;
}

bool is_empty(const Message& found) { return found.text.empty() && found.attachments.empty() && !found.position; }

void give_up(Context& context, const QuoteRequest& request)
{
    context.tx.quotes().remove(request.id);
    const auto group = context.tx.groups().find(request.channel, request.chat.id);
    if (!group || !group->bound)
        return;
    Letter letter;
    letter.channel = request.channel;
    letter.to = request.chat;
    letter.text = context.commune.say(Say::quote_unreadable);
    letter.reply_to = request.message;
    post(context, std::move(letter));
}

} // namespace

std::optional<Duration> next_try(int attempts)
{
    if (attempts < 1 || static_cast<std::size_t>(attempts) > waits.size())
        return std::nullopt;
    return waits[static_cast<std::size_t>(attempts) - 1];
}

void keep_quote(Context& context, const std::string& channel, const Message& message, const std::string& words,
                TimePoint at)
{
    QuoteRequest request;
    request.channel = channel;
    request.chat = message.chat;
    request.from = message.from;
    request.message = message.id;
    request.quoted = message.reply_to;
    request.words = words;
    request.at = at;
    request.next_at = context.now;
    context.tx.quotes().add(request);
}

void complete_quote(Context& context, const QuoteRequest& request, const PastMessage& found)
{
    // Somebody may have been faster: a second daemon task, or the same one before it was cut off.
    if (!context.tx.quotes().find(request.id))
        return;
    const auto group = context.tx.groups().find(request.channel, request.chat.id);
    if (!group || found.message.from.is_bot || is_empty(found.message))
        return give_up(context, request);
    Message message = asked_by(request);
    message.reply_text = found.message.text;
    message.reply_attachments = found.message.attachments;
    message.reply_position = found.message.position;
    message.reply_album = found.message.album;
    message.reply_origin =
        Origin{found.message.from.id, found.message.from.name, request.chat.id, request.quoted, found.at};
    context.tx.quotes().remove(request.id);
    take_request(context, {request.channel, *group, message, request.at}, {request.words, true});
}

bool miss_quote(Context& context, QuoteRequest request)
{
    if (!context.tx.quotes().find(request.id))
        return true;
    const auto wait = next_try(++request.attempts);
    if (!wait) {
        give_up(context, request);
        return true;
    }
    request.next_at = context.now + *wait;
    context.tx.quotes().save(request);
    return false;
}

} // namespace langnghe
