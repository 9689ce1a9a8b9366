#include "core/people/erasure.hpp"

#include "core/intake/enter_message.hpp"
#include "core/journal/record.hpp"
#include "core/message/say.hpp"
#include "core/outbox/post.hpp"
#include "core/people/copy.hpp"
#include "core/people/person_key.hpp"
#include "core/store/attachments.hpp"
#include "core/store/members.hpp"
#include "core/store/privacy.hpp"

#include <fmt/format.h>

#include <climits>
#include <set>
#include <utility>

namespace langnghe {
namespace {

constexpr int page = 1'000;
constexpr int all = INT_MAX;

// A place that was read off a position of theirs is theirs too.
void erase_place(Context& context, Ticket ticket, IdentityId person)
{
    if (ticket.place.empty())
        return;
    for (const MessageRow& row : context.tx.messages().of_ticket(ticket.id))
        if (row.author == person && row.position && place_of(*row.position) == ticket.place) {
            ticket.place.clear();
            context.tx.tickets().save(ticket);
            return;
        }
}

bool waits(const OutboxItem& item) { return item.state == DeliveryState::queued || item.state == DeliveryState::held; }

// Whatever else needs such a file keeps it on the shelf.
void drop_files(Context& context, OutboxItem& item)
{
    for (const OutboxFile& file : item.files)
        if (!copied_person(file)) // that one is kept nowhere
            context.tx.attachments().discard(file.sha256);
    item.files.clear();
}

// What is under way ends by itself, without its words and never repeated.
void stop(Context& context, OutboxItem& item)
{
    item.text.clear();
    item.buttons.clear();
    drop_files(context, item);
    item.expires_at = item.created_at;
    if (!waits(item))
        return;
    item.state = DeliveryState::undeliverable;
    item.last_error = "the recipient withdrew consent";
}

void erase_delivery(Context& context, OutboxItem& item, const Ticket& ticket, const Identity& person)
{
    const bool to_them = item.channel == person.channel && item.chat == person.external_id;
    const bool with_words = item.kind == DeliveryKind::push && item.chat_kind == ChatKind::private_chat;
    if (!to_them && !with_words)
        return;
    const bool unheard = !to_them && waits(item);
    if (!unheard)
        stop(context, item);
    else
        item.text = context.commune.say(Say::officer_erased, {{"code", to_text(ticket.code, context.commune.letters)}});
    drop_files(context, item);
    context.tx.outbox().save(item);
}

// Deliveries about a ticket repeat its words. Which officer has not heard of it yet hears that there was something.
void erase_deliveries(Context& context, const Ticket& ticket, const Identity& person)
{
    OutboxFilter filter;
    filter.ticket = ticket.id;
    filter.limit = page;
    for (auto items = context.tx.outbox().list(filter); !items.empty(); items = context.tx.outbox().list(filter)) {
        for (OutboxItem& item : items)
            erase_delivery(context, item, ticket, person);
        filter.before = items.back().id;
    }
}

void stop_chat(Context& context, const Identity& person)
{
    for (const Rank rank : {Rank::alert, Rank::prompt, Rank::news})
        for (OutboxItem& item : context.tx.outbox().waiting(person.channel, person.external_id, rank, all)) {
            stop(context, item);
            context.tx.outbox().save(item);
        }
    const TimePoint ever{};
    while (const auto question = context.tx.questions().newest_open(person.channel, person.external_id, ever))
        context.tx.questions().close(question->id);
}

// The message's files, and wherever a delivery still carries one that was this person's alone.
void erase_files(Context& context, const Written& message)
{
    for (const std::string& name : context.tx.attachments().drop(message.seq)) {
        for (const OutboxId id : context.tx.attachments().carriers(name)) {
            auto item = context.tx.outbox().find(id);
            if (!item)
                continue;
            std::erase_if(item->files, [&](const OutboxFile& file) { return file.sha256 == name; });
            if (item->files.empty() && item->text.empty())
                stop(context, *item);
            context.tx.outbox().save(*item);
        }
        context.tx.attachments().discard(name);
    }
}

struct Erased
{
    int entries = 0;
    std::set<TicketId> tickets;
};

// From now on the ticket does not say whose it was; what the program owes its reporter has nowhere to go.
void forget_reporter(Context& context, const Ticket& erased, const Identity& person)
{
    context.tx.privacy().unlink(erased.id, person.id, person.channel, person.external_id);
    auto ticket = context.tx.tickets().find(erased.id);
    if (!ticket || ticket->reporter != person.id)
        return;
    ticket->reporter = IdentityId::none;
    if (ticket->chat == person.external_id && ticket->channel == person.channel)
        ticket->chat.clear();
    context.tx.tickets().save(*ticket);
}

// The entry of the ticket's own journal, which of an anonymous one names nobody.
void record_on(Context& context, const Ticket& ticket, const Identity& person, std::string_view why)
{
    journal::record(context, {.ticket = ticket.id,
                              .actor = journal::actor(ticket, person.id),
                              .action = "erase",
                              .facts = fmt::format("why={}", why)});
}

// A denunciation is evidence, and the law's to keep: its words stay. So do an official's on tickets of others.
Erased erase_words(Context& context, const Identity& person, std::string_view why)
{
    Erased erased;
    for (const Written& message : context.tx.privacy().written_by(person.id)) {
        const auto ticket = context.tx.tickets().find(message.ticket);
        const bool official = person.user != UserId::none && (!ticket || ticket->reporter != person.id);
        if (!ticket || ticket->sealed() || official)
            continue;
        erase_place(context, *ticket, person.id);
        erase_files(context, message);
        erased.entries += context.tx.privacy().erase_message(message);
        if (erased.tickets.insert(ticket->id).second)
            erase_deliveries(context, *ticket, person);
    }
    for (const TicketId id : erased.tickets) {
        const auto ticket = context.tx.tickets().find(id);
        erased.entries += context.tx.privacy().erase_said(id, journal::actor(*ticket, person.id));
        record_on(context, *ticket, person, why);
        forget_reporter(context, *ticket, person);
    }
    return erased;
}

void tell(Context& context, const Identity& person, int erased)
{
    const auto channel = context.commune.channels.find(person.channel);
    Letter letter;
    letter.kind = DeliveryKind::push;
    letter.text = context.commune.say(
        Say::officer_withdrawn,
        {{"channel", channel == context.commune.channels.end() ? person.channel : channel->second.label},
         {"time", to_vietnamese(context.now)},
         {"count", std::to_string(erased)},
         {"number", std::to_string(number(person.id))}});
    for (const User& user : context.tx.people().users())
        if (!user.disabled && user.roles.any_of({Role::administrator, Role::keeper}))
            post_to_user(context, user, letter);
}

} // namespace

int erase_person(Context& context, Identity person, std::string_view why)
{
    const auto [entries, tickets] = erase_words(context, person, why);
    stop_chat(context, person);
    Privacy& privacy = context.tx.privacy();
    privacy.erase_deliveries_to(person.channel, person.external_id);
    privacy.drop_details(person.id);
    privacy.erase_parked(person.channel, person.external_id);
    context.tx.members().forget(person.channel, person.external_id);

    person.name.clear();
    person.stopped = true;
    person.greeted = false; // who comes back is told again how data is used
    person.terms.clear();
    person.last_inbound_at.reset();
    context.tx.people().save(person);

    Erasure erasure;
    erasure.person = person_key(context.commune, person.channel, person.external_id);
    erasure.at = context.now;
    erasure.why = why;
    while (privacy.knows(erasure)) // each has its own
        erasure.at += Duration{1};
    erasure.seq =
        journal::record(context, {.actor = journal::actor(person.id),
                                  .action = "erase",
                                  .facts = fmt::format("why={};entries={};tickets={};person={};at={}", why, entries,
                                                       tickets.size(), erasure.person, to_millis(erasure.at))});
    privacy.note(erasure);
    tell(context, person, entries);
    return entries;
}

bool is_erased(const Identity& person) { return person.stopped && !person.greeted; }

} // namespace langnghe
