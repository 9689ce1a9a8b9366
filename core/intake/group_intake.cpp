#include "core/intake/group_intake.hpp"

#include "core/intake/passing_on.hpp"
#include "core/intake/quote.hpp"
#include "core/message/say.hpp"
#include "core/outbox/post.hpp"
#include "core/people/identify.hpp"
#include "core/people/rights.hpp"

#include <utility>

namespace langnghe {
namespace {

// Who asks, and what for.
struct Desk
{
    Context& context;
    const InGroup& here;
    const Request& request;
    Identity asker; // without an id: an anonymous administrator

    const Message& message() const { return here.message; }
};

// An unbound group had its one answer.
void answer(Desk& desk, Say what, std::initializer_list<message::Field> fields = {}, const std::string& reply_to = {},
            TicketId ticket = TicketId::none)
{
    if (!desk.here.group.bound)
        return;
    Letter letter;
    letter.channel = desk.here.channel;
    letter.to = desk.message().chat;
    letter.kind = ticket == TicketId::none ? DeliveryKind::reply : DeliveryKind::receipt;
    letter.text = desk.context.commune.say(what, fields);
    letter.reply_to = reply_to.empty() ? desk.message().id : reply_to;
    letter.ticket = ticket;
    post(desk.context, std::move(letter));
}

bool is_discreet(const Ticket& ticket) { return ticket.suspected || ticket.sealed(); }

// The author hears in the group, by a reply to what he wrote; of what may be a denunciation, in private.
void tell_author(Desk& desk, const Entered& entered, const Message& original)
{
    if (is_discreet(entered.ticket))
        return tell_in_private(desk.context, desk.here.channel, original, entered.ticket,
                               entered.opened ? Say::received : Say::joined);
    const Say what = entered.opened ? Say::group_received : Say::group_joined;
    answer(desk, what, {{"code", to_text(entered.ticket.code, desk.context.commune.letters)}}, original.id,
           entered.ticket.id);
}

// The message replied to, as if it came now.
Message original_of(const Message& message)
{
    Message original;
    const Origin origin = message.reply_origin.value_or(Origin{});
    original.id = message.reply_to;
    original.chat = message.chat;
    original.from = {origin.author_id, origin.author_name, false};
    original.from.is_chat = origin.author_id.empty();
    original.text = message.reply_text;
    original.attachments = message.reply_attachments;
    original.position = message.reply_position;
    original.album = message.reply_album;
    original.forwarded = origin;
    original.forwarded->chat = message.chat.id;
    original.forwarded->message = message.reply_to;
    return original;
}

bool has_content(const Message& message)
{
    return !message.reply_text.empty() || !message.reply_attachments.empty() || message.reply_position;
}

TimePoint time_of(const Message& original, TimePoint otherwise) { return original.forwarded->at.value_or(otherwise); }

// The words of the request, as a message of their own.
Message own_words(const Desk& desk)
{
    Message own = desk.message();
    own.text = desk.request.words;
    return own;
}

bool says_something(const Desk& desk)
{
    const Message& message = desk.message();
    const bool bare = message.attachments.empty() && !message.position;
    return !bare || !is_greeting(desk.context.commune.taxonomy, desk.request.words);
}

// A group of one area speaks of that area, unless it says otherwise.
void take_area(const Desk& desk, Authorship& authorship)
{
    if (authorship.area.empty())
        authorship.area = desk.here.group.area;
}

Kept record_original(Desk& desk)
{
    const Message original = original_of(desk.message());
    Authorship authorship = passed_on(desk.context, desk.here.channel, *original.forwarded, desk.asker.id);
    take_note(desk.context, authorship, desk.request.words);
    take_area(desk, authorship);
    const Entered entered = enter_message(desk.context, desk.asker, original, desk.here.channel,
                                          time_of(original, desk.here.at), authorship);
    tell_author(desk, entered, original);
    tell_recorder(desk.context, desk.asker, entered, original, authorship);
    return Kept::nothing; // the request itself is on no ticket
}

// What the official says himself, of somebody who is not named.
Kept record_words(Desk& desk)
{
    const Message report = own_words(desk);
    Authorship authorship;
    authorship.passed_on_by = desk.asker.id;
    take_note(desk.context, authorship, report.text);
    authorship.note.clear(); // they are the report
    take_area(desk, authorship);
    const Entered entered =
        enter_message(desk.context, desk.asker, report, desk.here.channel, desk.here.at, authorship);
    if (entered.kept == Kept::before)
        return entered.kept;
    if (!is_discreet(entered.ticket))
        tell_author(desk, entered, report);
    tell_recorder(desk.context, desk.asker, entered, report, authorship);
    return entered.kept;
}

// What is replied to is on a ticket already: the words join it, and who said nothing hears where it is.
Kept note_known(Desk& desk, const Ticket& ticket, bool official)
{
    if (says_something(desk)) {
        const Entered entered =
            enter_message(desk.context, desk.asker, own_words(desk), desk.here.channel, desk.here.at, {desk.asker.id});
        if (entered.kept == Kept::now && !entered.quiet)
            tell_author(desk, entered, desk.message());
        return entered.kept;
    }
    if (!is_discreet(ticket))
        answer(desk, Say::group_known, {{"code", to_text(ticket.code, desk.context.commune.letters)}});
    else if (official)
        tell_recorder(desk.context, desk.asker, {ticket}, desk.message(), {});
    return Kept::nothing;
}

std::optional<Ticket> ticket_replied_to(Desk& desk)
{
    const auto reference =
        desk.context.tx.messages().find(desk.here.channel, desk.message().chat.id, desk.message().reply_to);
    return reference ? desk.context.tx.tickets().find(reference->ticket) : std::nullopt;
}

bool replies_to_us(Desk& desk)
{
    const auto reference =
        desk.context.tx.messages().find(desk.here.channel, desk.message().chat.id, desk.message().reply_to);
    return reference && reference->outbox != OutboxId::none;
}

bool may_look_up(const Desk& desk)
{
    const auto channel = desk.context.commune.channels.find(desk.here.channel);
    return channel != desk.context.commune.channels.end() && channel->second.history;
}

// The event names the message alone: it is looked up once the request is on disk.
Kept look_up(Desk& desk)
{
    keep_quote(desk.context, desk.here.channel, desk.message(), desk.request.words, desk.here.at);
    return Kept::nothing;
}

Kept take_for_official(Desk& desk)
{
    const bool replies = !desk.message().reply_to.empty() && !replies_to_us(desk);
    if (replies && has_content(desk.message()))
        return record_original(desk);
    if (replies && may_look_up(desk))
        return look_up(desk);
    if (says_something(desk))
        return record_words(desk);
    answer(desk, replies ? Say::quote_unreadable : Say::group_record_usage);
    return Kept::nothing;
}

// A member replies to what he wrote himself.
Kept report_original(Desk& desk)
{
    const Message original = original_of(desk.message());
    Authorship authorship{desk.asker.id};
    take_area(desk, authorship);
    const Entered entered = enter_message(desk.context, desk.asker, original, desk.here.channel,
                                          time_of(original, desk.here.at), authorship);
    tell_author(desk, entered, original);
    if (!says_something(desk))
        return Kept::nothing;
    Message more = own_words(desk);
    more.reply_to = original.id;
    return enter_message(desk.context, desk.asker, more, desk.here.channel, desk.here.at, authorship).kept;
}

Kept report_words(Desk& desk)
{
    Authorship authorship{desk.asker.id};
    if (desk.asker.id == IdentityId::none)
        authorship.author_name = desk.message().from.name;
    take_area(desk, authorship);
    const Entered entered =
        enter_message(desk.context, desk.asker, own_words(desk), desk.here.channel, desk.here.at, authorship);
    if (entered.kept == Kept::now)
        tell_author(desk, entered, desk.message());
    return entered.kept;
}

Kept take_for_member(Desk& desk)
{
    const Message& message = desk.message();
    const bool own = message.reply_origin && !message.from.is_chat &&
                     message.reply_origin->author_id == message.from.id && has_content(message);
    if (own)
        return report_original(desk);
    if (says_something(desk))
        return report_words(desk);
    if (message.reply_to.empty())
        answer(desk, Say::group_record_usage);
    else if (!has_content(message) && may_look_up(desk))
        return look_up(desk);
    else
        answer(desk, Say::record_not_allowed);
    return Kept::nothing;
}

} // namespace

Taken take_request(Context& context, const InGroup& here, const Request& request)
{
    const Message& message = here.message;
    const auto known = message.from.is_chat ? std::nullopt : context.tx.people().find(here.channel, message.from.id);
    const auto official = known ? official_of(context, *known) : std::nullopt;
    const bool recorder = official && may(official->roles, Right::record, {});
    if (!recorder && !here.group.bound)
        return {false, Kept::nothing};
    Desk desk{context, here, request, {}};
    if (!message.from.is_chat)
        desk.asker = identify(context, here.channel, message.from);
    if (const auto ticket = ticket_replied_to(desk))
        return {true, note_known(desk, *ticket, recorder)};
    return {true, recorder ? take_for_official(desk) : take_for_member(desk)};
}

void tell_in_private(Context& context, const std::string& channel, const Message& message, const Ticket& ticket,
                     Say what)
{
    if (message.from.is_chat || message.from.id.empty())
        return;
    Letter letter;
    letter.channel = channel;
    letter.to.id = message.from.id;
    letter.kind = DeliveryKind::receipt;
    letter.ticket = ticket.id;
    letter.text = context.commune.say(what, {{"code", to_text(ticket.code, context.commune.letters)},
                                             {"commune", context.commune.name},
                                             {"time", to_vietnamese(context.now)}});
    post(context, std::move(letter));
}

} // namespace langnghe
