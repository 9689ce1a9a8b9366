#include "core/intake/joining.hpp"

#include "core/hash/hash.hpp"
#include "core/intake/place.hpp"
#include "core/journal/fold.hpp"
#include "core/process/act.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace langnghe {
namespace {

using Rule = Joining::Rule;

constexpr int longest_merge_chain = 8;

// The ticket itself, or the one it was merged into.
std::optional<Joining> to_master(Context& context, Rule rule, std::optional<Ticket> ticket, std::int64_t question = 0)
{
    for (int i = 0; ticket && ticket->merged_into != TicketId::none && i < longest_merge_chain; ++i)
        ticket = context.tx.tickets().find(ticket->merged_into);
    if (!ticket)
        return std::nullopt;
    return Joining{rule, std::move(*ticket), question};
}

bool before_transfer(Status status)
{
    return status == Status::received || status == Status::verified || status == Status::classified;
}

std::optional<Joining> by_reply(Context& context, const std::string& channel, const Message& message)
{
    if (message.reply_to.empty())
        return std::nullopt;
    const auto reference = context.tx.messages().find(channel, message.chat.id, message.reply_to);
    if (!reference || reference->ticket == TicketId::none)
        return std::nullopt;
    return to_master(context, Rule::reply, context.tx.tickets().find(reference->ticket));
}

std::optional<Joining> by_album(Context& context, const std::string& channel, const Message& message)
{
    if (message.album.empty())
        return std::nullopt;
    const auto ticket = context.tx.messages().of_album(channel, message.chat.id, message.album);
    if (!ticket)
        return std::nullopt;
    return to_master(context, Rule::album, context.tx.tickets().find(*ticket));
}

std::optional<Joining> continued(Context& context, const std::string& channel, const Message& message)
{
    auto joining = by_reply(context, channel, message);
    return joining ? joining : by_album(context, channel, message);
}

// The same original joins one ticket when officials pass it on. What two citizens forward from the same page are two
// reports, and neither hears of the other's.
std::optional<Joining> by_original(Context& context, const Identity& author, const std::string& channel,
                                   const Message& message)
{
    const std::string key = original_key(message);
    if (key.empty() || (author.id != IdentityId::none && message.chat.kind == ChatKind::private_chat))
        return std::nullopt;
    const auto ticket = context.tx.messages().of_original(channel, key);
    if (!ticket)
        return std::nullopt;
    return to_master(context, Rule::original, context.tx.tickets().find(*ticket));
}

std::optional<Question> open_question(Context& context, const std::string& channel, const std::string& chat)
{
    auto question =
        context.tx.questions().newest_open(channel, chat, context.now - context.commune.rules.question_life);
    const bool by_words =
        question && question->kind != Question::Kind::score && question->kind != Question::Kind::reporter;
    return by_words ? question : std::nullopt;
}

std::optional<Joining> by_question(Context& context, const std::string& channel, const Message& message)
{
    const auto question = open_question(context, channel, message.chat.id);
    if (!question)
        return std::nullopt;
    return to_master(context, Rule::question, context.tx.tickets().find(question->ticket), question->id);
}

std::optional<Joining> by_recency(Context& context, const Identity& author, const std::string& channel,
                                  const Message& message, TimePoint at)
{
    auto ticket = context.tx.tickets().newest_of(author.id, channel, message.chat.id);
    if (!ticket)
        return std::nullopt;
    const auto apart = at > ticket->last_citizen_at ? at - ticket->last_citizen_at : ticket->last_citizen_at - at;
    const bool near = apart <= context.commune.rules.join_window;
    const Status status = ticket->status;
    auto joining = to_master(context, Rule::recent, std::move(ticket));
    const bool merged = status == Status::merged && joining && is_open(joining->ticket.status);
    if ((near && (merged || before_transfer(status))) || status == Status::needs_info)
        return joining;
    return std::nullopt;
}

std::optional<Joining> by_place(Context& context, const Identity& author, const std::string& channel,
                                const Message& message)
{
    if (!place::is_answer(context, message))
        return std::nullopt;
    auto ticket = context.tx.tickets().newest_of(author.id, channel, message.chat.id);
    if (!ticket || !place::is_open(context, *ticket))
        return std::nullopt;
    return to_master(context, Rule::place, std::move(ticket));
}

std::optional<Joining> by_burst(Context& context, const Identity& author, const std::string& channel,
                                const Message& message)
{
    auto ticket = context.tx.tickets().newest_of(author.id, channel, message.chat.id);
    if (!ticket || !is_open(ticket->status) ||
        context.tx.tickets().opened_since(author.id, context.now - std::chrono::hours{1}) <
            context.commune.rules.tickets_per_hour)
        return std::nullopt;
    return to_master(context, Rule::burst, std::move(ticket));
}

} // namespace

std::optional<Joining> find_ticket(Context& context, const Identity& author, const Message& message,
                                   const std::string& channel, TimePoint at)
{
    auto joining = continued(context, channel, message);
    if (!joining)
        joining = by_original(context, author, channel, message);
    if (!joining && message.chat.kind == ChatKind::private_chat && author.id != IdentityId::none) {
        joining = by_question(context, channel, message);
        if (!joining)
            joining = by_recency(context, author, channel, message, at);
        if (!joining)
            joining = by_place(context, author, channel, message);
    }
    if (!joining && author.id != IdentityId::none)
        joining = by_burst(context, author, channel, message);
    return joining;
}

bool is_asked(Context& context, const Identity& writer, const Message& message)
{
    if (open_question(context, writer.channel, message.chat.id))
        return true;
    const auto ticket = context.tx.tickets().newest_of(writer.id, writer.channel, message.chat.id);
    return ticket && ticket->status == Status::needs_info;
}

bool continues(Context& context, const Identity& writer, const Message& message)
{
    const auto joining = continued(context, writer.channel, message);
    return joining && !is_kept_from(context, writer, joining->ticket);
}

bool is_kept_from(Context& context, const Identity& writer, const Ticket& ticket)
{
    const auto user = writer.user == UserId::none ? std::nullopt : context.tx.people().find_user(writer.user);
    return user && ticket.reporter != writer.id &&
           is_kept_from(course_of(context, ticket).kept_from, user->id, user->department);
}

bool holds_burst(Context& context, const Ticket& ticket)
{
    return std::ranges::any_of(context.tx.journal().of_ticket(ticket.id), [](const journal::Entry& entry) {
        return entry.action == "message" && journal::fact_in(entry.facts, "joined") == name_of(Rule::burst);
    });
}

std::string original_key(const Message& message)
{
    if (!message.forwarded)
        return {};
    const Origin& origin = *message.forwarded;
    if (!origin.chat.empty() && !origin.message.empty())
        return fmt::format("m/{}/{}", origin.chat, origin.message);
    const std::string who = origin.author_id.empty() ? origin.author_name : origin.author_id;
    if (who.empty() || !origin.at)
        return {};
    std::string words = message.text;
    for (const Attachment& attachment : message.attachments)
        words += '\n' + attachment.unique_id;
    return fmt::format("o/{}/{}", to_millis(*origin.at),
                       hash::to_hex(hash::bytes_of(hash::sha256(who + '\n' + words)).substr(0, 16)));
}

std::string_view name_of(Joining::Rule rule)
{
    static constexpr std::array<std::string_view, 7> names{"reply",  "album", "original", "question",
                                                           "recent", "place", "burst"};
    return names[static_cast<std::size_t>(rule)];
}

} // namespace langnghe
