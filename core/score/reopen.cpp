#include "core/score/reopen.hpp"

#include "core/message/say.hpp"
#include "core/outbox/post.hpp"
#include "core/process/act.hpp"
#include "core/text/fold.hpp"

#include <fmt/format.h>

#include <utility>

namespace langnghe::score {
namespace {

constexpr std::size_t longest_request = 32; // bytes

Step reopening(const Context& context)
{
    Step step;
    step.action = Action::reopen;
    step.text = context.commune.say(Say::score_reopen_reason);
    return step;
}

// Why not; after the window the next words make a successor.
std::string refuse_reopening(Context& context, const Identity& identity, const Ticket& ticket)
{
    const Catalogue& say = context.commune.say;
    const std::string code = code_of(context, ticket);
    if (!is_finished(ticket.status))
        return say(Say::citizen_reopen_not_now, {{"code", code}, {"status", say(label_of(ticket.status))}});
    if (!ticket.closed_at || context.now <= *ticket.closed_at + context.commune.rules.reopen_window)
        return say(Say::reopen_refused);
    context.tx.questions().ask(
        {0, identity.channel, identity.external_id, ticket.id, Question::Kind::information, context.now});
    return say(Say::citizen_reopen_late, {{"code", code}});
}

} // namespace

bool is_finished(Status status)
{
    return status == Status::resolved || status == Status::published || status == Status::closed;
}

std::string code_of(const Context& context, const Ticket& ticket)
{
    return to_text(ticket.code, context.commune.letters);
}

Letter letter_to(const Identity& identity, const Ticket& ticket, DeliveryKind kind, std::string text)
{
    Letter letter;
    letter.channel = identity.channel;
    letter.to.id = identity.external_id;
    letter.ticket = ticket.id;
    letter.kind = kind;
    letter.text = std::move(text);
    return letter;
}

bool asks_to_reopen(std::string_view words)
{
    return words.size() <= longest_request && text::fold_words(words) == "mo lai";
}

Button reopen_button(const Context& context, const Ticket& ticket)
{
    return {context.commune.say(Say::button_reopen), fmt::format("ln:reopen:{}", number(ticket.id)), {}};
}

void close_question(Context& context, const Identity& identity, TicketId ticket)
{
    const auto open = context.tx.questions().newest_open(identity.channel, identity.external_id,
                                                         context.now - context.commune.rules.question_life);
    if (open && open->ticket == ticket && open->kind == Question::Kind::information)
        context.tx.questions().close(open->id);
}

void reopen(Context& context, const Identity& identity, const Ticket& ticket)
{
    const auto done = act(context, actor_of(identity), ticket, reopening(context));
    if (done)
        close_question(context, identity, ticket.id);
    post(context, letter_to(identity, ticket, DeliveryKind::reply,
                            done ? context.commune.say(Say::reopened, {{"code", code_of(context, ticket)}})
                                 : refuse_reopening(context, identity, ticket)));
}

bool take_reopening(Context& context, const Identity& identity, std::string_view words)
{
    if (!asks_to_reopen(words))
        return false;
    // What he was asked about last, which may have been reported in a group; else his newest here.
    const auto asked = context.tx.questions().newest_open(identity.channel, identity.external_id,
                                                          context.now - context.commune.rules.question_life);
    auto ticket = asked ? context.tx.tickets().find(asked->ticket) : std::nullopt;
    if (!ticket || ticket->reporter != identity.id || !is_finished(ticket->status))
        ticket = context.tx.tickets().newest_of(identity.id, identity.channel, identity.external_id);
    if (!ticket || !is_finished(ticket->status))
        return false;
    reopen(context, identity, *ticket);
    return true;
}

bool take_group_reopening(Context& context, IdentityId writer, const Ticket& ticket, const Message& message)
{
    const bool here = ticket.in_group && ticket.chat == message.chat.id;
    if (!here || !is_finished(ticket.status))
        return false;
    const auto reporter = context.tx.people().find(writer);
    if (!reporter || ticket.reporter != writer || !act(context, actor_of(*reporter), ticket, reopening(context)))
        return false;
    Letter letter;
    letter.channel = ticket.channel;
    letter.to = message.chat;
    letter.ticket = ticket.id;
    letter.reply_to = message.id;
    letter.text = context.commune.say(Say::group_reopened, {{"code", code_of(context, ticket)}});
    post(context, std::move(letter));
    return true;
}

void offer_reopening(const Context& context, const Identity& identity, const Ticket& ticket, Letter& letter)
{
    if (is_finished(ticket.status) && ticket.reporter == identity.id)
        letter.buttons.push_back(reopen_button(context, ticket));
}

} // namespace langnghe::score
