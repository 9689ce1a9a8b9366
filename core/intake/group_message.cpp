#include "core/intake/group_message.hpp"

#include "core/intake/enter_message.hpp"
#include "core/intake/group_intake.hpp"
#include "core/intake/joining.hpp"
#include "core/message/say.hpp"
#include "core/officer/desk.hpp"
#include "core/officer/typed.hpp"
#include "core/outbox/post.hpp"
#include "core/people/identify.hpp"
#include "core/people/link_code.hpp"
#include "core/people/linking.hpp"
#include "core/score/reopen.hpp"
#include "core/store/members.hpp"
#include "core/text/words.hpp"

#include <utility>

namespace langnghe {
namespace {

void answer(Context& context, const std::string& channel, const ChatRef& chat, std::string text,
            std::string reply_to = {}, TicketId ticket = TicketId::none)
{
    Letter letter;
    letter.channel = channel;
    letter.to = chat;
    letter.text = std::move(text);
    letter.reply_to = std::move(reply_to);
    letter.ticket = ticket;
    post(context, std::move(letter));
}

void tell_unbound(Context& context, Group& group, const ChatRef& chat)
{
    if (!group.bound && may_answer(context, group))
        answer(context, group.channel, chat,
               context.commune.say(Say::group_unbound, {{"commune", context.commune.name}}));
}

// A user's code is for the private chat: here everybody reads it.
bool bears_code(Context& context, const Message& message)
{
    const auto normalised = normalise_link_code(message.text);
    const auto code =
        normalised ? context.tx.people().find_code(link_code_digest(*normalised)) : std::optional<LinkCode>{};
    return code && code->user != UserId::none;
}

// A command for another bot of the group is none of ours, and who has no name has no rights.
bool obey_officer(Context& context, const std::string& channel, const Message& message, const text::Command& command,
                  TimePoint at)
{
    const bool to_another = !command.at_bot.empty() && !message.addressed;
    if (to_another || message.from.is_chat || !officer::is_command(command))
        return false;
    officer::take_command(context, identify(context, channel, message.from), message, command, at);
    return true;
}

// True when the message was a command of ours.
bool obey(Context& context, const std::string& channel, const Group& group, const Message& message, TimePoint at)
{
    if (bears_code(context, message)) {
        burn_seen_code(context, group, message, message.text);
        return true;
    }
    const auto command = officer::read_command(message.text);
    if (!command)
        return false;
    if (command->name == "ketnoi" || command->name == "bind") {
        const Identity identity = identify(context, channel, message.from, at);
        bind_group(context, identity, group, message, command->rest);
        return true;
    }
    if (command->name == "lienket" || command->name == "link") {
        burn_seen_code(context, group, message, command->rest);
        return true;
    }
    if (group.bound && (command->name == "trogiup" || command->name == "help")) {
        answer(context, channel, message.chat,
               context.commune.say(Say::help_group, {{"commune", context.commune.name}}), message.id);
        return true;
    }
    return group.bound && obey_officer(context, channel, message, *command, at);
}

// The reporter's reply asks to open it again.
bool reopens(Context& context, const std::string& channel, const Message& message, TimePoint at)
{
    if (message.reply_to.empty() || !score::asks_to_reopen(message.text))
        return false;
    const auto writer = context.tx.people().find(channel, message.from.id);
    const auto joining = writer ? find_ticket(context, *writer, message, channel, at) : std::nullopt;
    return joining && score::take_group_reopening(context, writer->id, joining->ticket, message);
}

// What the group hears of words that were added; how to reopen it only where its reporter wrote them.
std::string joined(const Context& context, const Entered& entered, IdentityId writer)
{
    const Ticket& ticket = entered.ticket;
    const std::string code = to_text(ticket.code, context.commune.letters);
    if (entered.opened)
        return context.commune.say(Say::group_received, {{"code", code}});
    if (!entered.finished)
        return context.commune.say(Say::group_joined, {{"code", code}});
    const bool own = writer != IdentityId::none && ticket.reporter == writer && ticket.in_group;
    return context.commune.say(own && score::is_finished(ticket.status) ? Say::group_joined_closed_own
                                                                        : Say::group_joined_closed,
                               {{"code", code}, {"status", context.commune.say(label_of(ticket.status))}});
}

// A reply to a message of a ticket, a late item of an album, or another version of what is here.
Kept join_known(Context& context, const std::string& channel, const Message& message, TimePoint at)
{
    Identity writer = context.tx.people().find(channel, message.from.id).value_or(Identity{});
    writer.channel = channel;
    if (!continues(context, writer, message))
        return Kept::nothing;
    const Identity identity = message.from.is_chat ? Identity{} : identify(context, channel, message.from);
    Authorship authorship{identity.id};
    if (message.from.is_chat)
        authorship.author_name = message.from.name;
    const auto entered = enter_message(context, identity, message, channel, at, authorship);
    if (entered.quiet || entered.kept == Kept::before)
        return entered.kept;
    // What may be a denunciation is not spoken of in the group.
    if (entered.ticket.suspected || entered.ticket.sealed())
        tell_in_private(context, channel, message, entered.ticket, Say::joined);
    else
        answer(context, channel, message.chat, joined(context, entered, identity.id), message.id, entered.ticket.id);
    return Kept::now;
}

} // namespace

Group find_or_add_group(Context& context, const std::string& channel, const ChatRef& chat)
{
    auto known = context.tx.groups().find(channel, chat.id);
    if (!known) {
        Group fresh;
        fresh.channel = channel;
        fresh.chat = chat.id;
        fresh.title = chat.title;
        return context.tx.groups().add(std::move(fresh));
    }
    const bool renamed = !chat.title.empty() && known->title != chat.title;
    if (renamed || known->unreachable) {
        if (renamed)
            known->title = chat.title;
        known->unreachable = false;
        context.tx.groups().save(*known);
    }
    return *known;
}

Kept take_group_message(Context& context, const std::string& channel, const Message& message, TimePoint at)
{
    Group group = find_or_add_group(context, channel, message.chat);
    if (message.edited) {
        if (!message.live && context.tx.messages().find(channel, message.chat.id, message.id))
            enter_edit(context, identify(context, channel, message.from, at), message, channel);
        return Kept::nothing;
    }
    if (obey(context, channel, group, message, at))
        return Kept::nothing;
    if (group.bound && reopens(context, channel, message, at))
        return Kept::nothing;
    const auto request = read_request(message);
    const Kept known =
        group.bound && !(request && request->typed) ? join_known(context, channel, message, at) : Kept::nothing;
    if (known != Kept::nothing)
        return known;
    const Taken taken = request ? take_request(context, {channel, group, message, at}, *request) : Taken{false};
    if (!taken.allowed)
        tell_unbound(context, group, message.chat);
    return taken.kept;
}

void take_group_change(Context& context, const std::string& channel, const GroupChange& change)
{
    Group group = find_or_add_group(context, channel, change.chat);
    if (change.present)
        return tell_unbound(context, group, change.chat);
    group.unreachable = true;
    context.tx.groups().save(group);
    context.tx.members().remove_all(group.id);
}

void take_migration(Context& context, const std::string& channel, const GroupMigrated& migrated)
{
    auto old = context.tx.groups().find(channel, migrated.from);
    if (!old)
        return;
    if (auto fresh = context.tx.groups().find(channel, migrated.to)) {
        if (old->bound) {
            fresh->organization = old->organization;
            fresh->area = old->area;
            fresh->bound = true;
        }
        fresh->told_unbound = true;
        context.tx.groups().save(*fresh);
        old->bound = false;
        old->unreachable = true;
    } else {
        old->chat = migrated.to;
    }
    context.tx.groups().save(*old);
    context.tx.outbox().move_chat(channel, migrated.from, migrated.to);
}

} // namespace langnghe
