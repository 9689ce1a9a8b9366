#pragma once
// Which ticket a message belongs to: the joining rules, in their order.
//  1. A reply to any message of ticket T joins T.
//  2. An item of an album joins its album's ticket, however late.
//  3. An answer to the newest open question of this chat joins the question's ticket (72 hours).
//  4. The same sender in the same private chat within the join window of T's last citizen message, by platform time,
//     while T is not yet transferred; or while T waits for information; T's master when T was merged. Later too what
//     only says where the newest T of this chat is, as long as nobody said (72 hours).
//  5. Otherwise a new ticket, which its reporter may put into another open one (own_tickets.hpp).
// In groups, and for what an official passes on, only 1, 2 and "the same original" apply.

#include "core/commune/commune.hpp"
#include "core/intake/inbound_event.hpp"

#include <optional>

namespace langnghe {

struct Joining
{
    enum class Rule
    {
        reply,
        album,
        original,
        question,
        recent,
        place,
        burst
    } rule = Rule::reply;
    Ticket ticket;
    std::int64_t question = 0; // to be closed with it
};

// The ticket to join; nothing for a new one. Merged tickets are followed to their master. An author without an id: an
// official passes the message on.
std::optional<Joining> find_ticket(Context& context, const Identity& author, const Message& message,
                                   const std::string& channel, TimePoint at);

// Whether an official's question waits for words in this private chat: then a mere yes is its answer, and no small
// talk.
bool is_asked(Context& context, const Identity& writer, const Message& message);

// Whether the message replies to one that stands on a ticket, or is a late item of an album that does; not one that is
// kept from its writer.
bool continues(Context& context, const Identity& writer, const Message& message);

// Whether the ticket is kept from this writer, an official, who did not report it himself: his words never join it.
bool is_kept_from(Context& context, const Identity& writer, const Ticket& ticket);

// Whether somebody sent so much at once that reports of several things may stand on this ticket.
bool holds_burst(Context& context, const Ticket& ticket);

// Key of the original that a message was passed on from; empty when it is no forward.
std::string original_key(const Message& message);

std::string_view name_of(Joining::Rule rule);

} // namespace langnghe
