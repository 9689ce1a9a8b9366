#include "core/officer/talk.hpp"

#include "core/message/say.hpp"
#include "core/outbox/post.hpp"

#include <utility>

namespace langnghe::officer {
namespace {

Letter letter_here(const Talk& talk, std::string text, TicketId ticket)
{
    Letter letter;
    letter.channel = talk.identity.channel;
    letter.to = talk.chat;
    letter.ticket = ticket;
    letter.text = std::move(text);
    if (talk.in_group())
        letter.reply_to = talk.message;
    return letter;
}

} // namespace

Actor Talk::actor() const
{
    Actor actor = actor_of(user);
    actor.identity = identity.id;
    return actor;
}

std::string code_of(const Context& context, const Ticket& ticket)
{
    return to_text(ticket.code, context.commune.letters);
}

std::optional<Identity> private_side(const Talk& talk)
{
    return talk.in_group() ? way_to(talk.context.tx, talk.context.commune, talk.user, talk.context.now) : talk.identity;
}

void tell(Talk& talk, std::string text, std::vector<Button> buttons, TicketId ticket)
{
    if (talk.gathers)
        return talk.gathered.push_back(std::move(text));
    const auto side = private_side(talk);
    if (!side)
        return tell_here(talk, talk.say()(Say::desk_open_private));
    Letter letter = letter_here(talk, std::move(text), ticket);
    letter.buttons = std::move(buttons);
    if (talk.in_group()) {
        letter.channel = side->channel;
        letter.to = ChatRef{.id = side->external_id, .kind = ChatKind::private_chat, .title = {}, .thread = {}};
        letter.reply_to.clear();
    }
    post(talk.context, std::move(letter));
    if (talk.in_group() && !std::exchange(talk.told_alone, true))
        tell_here(talk, talk.say()(Say::desk_in_private));
}

void tell_here(Talk& talk, std::string text, TicketId ticket)
{
    if (talk.gathers)
        return talk.gathered.push_back(std::move(text));
    post(talk.context, letter_here(talk, std::move(text), ticket));
}

bool may(Context& context, const User& user, const Ticket& ticket, Right right)
{
    return may(user.roles, right, standing(context, actor_of(user), ticket));
}

bool sees(Context& context, const User& user, const Ticket& ticket)
{
    const Actor actor = actor_of(user);
    if (user.disabled || !may_see(context, actor, ticket))
        return false;
    const Standing here = standing(context, actor, ticket);
    return may(user.roles, Right::read_masked, here) || may(user.roles, Right::read_words, here) ||
           may(user.roles, Right::read_sealed, here);
}

bool reads(Context& context, const User& user, const Ticket& ticket)
{
    if (!sees(context, user, ticket) || ticket.sealed())
        return false;
    return may(context, user, ticket, Right::read_words) ||
           (!ticket.discreet() && may(context, user, ticket, Right::read_masked));
}

} // namespace langnghe::officer
