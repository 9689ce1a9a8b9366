#pragma once
// Plain rows that cross the store port and belong to no richer type.

#include "core/ids.hpp"
#include "core/intake/inbound_event.hpp"
#include "core/outbox/item.hpp"
#include "core/ticket/ticket.hpp"
#include "core/time.hpp"

#include <optional>
#include <string>
#include <vector>

namespace langnghe {

// A citizen's (or officer's) message on a ticket. Its words are in the journal entry `seq`, where they can be erased.
struct MessageRow
{
    std::int64_t seq = 0; // the journal entry with the words
    TicketId ticket = TicketId::none;
    std::string channel;
    std::string chat;
    std::string message; // the platform's id, unique within the chat
    IdentityId author = IdentityId::none;
    std::string author_name; // of a hidden or forwarded author; empty when the identity says it
    IdentityId forwarded_by = IdentityId::none;
    TimePoint at;     // platform time
    std::string kind; // "text", "photo", "voice", "location"…
    std::string album;
    std::string original; // key of the original that was passed on; empty when it is not a forward
    bool edited = false;  // a later version exists
    std::optional<Position> position;
    std::vector<Attachment> attachments;
    std::string text;                  // filled when read; ignored when added
    std::vector<std::string> versions; // earlier and later words of an edited message, when read
};

// What a platform message id stands for: a message of a ticket, or one of ours about it.
struct MessageReference
{
    TicketId ticket = TicketId::none;
    OutboxId outbox = OutboxId::none; // set when it is one of ours
    std::int64_t seq = 0;             // set when it is theirs
};

// A raw event that nobody understood.
struct ParkedEvent
{
    ParkedId id = ParkedId::none;
    std::string channel;
    std::string key;
    std::string reason;
    std::string raw;
    TimePoint at;
};

// A question that the program or an officer put to a chat, until it is answered or 72 hours old.
struct Question
{
    std::int64_t id = 0;
    std::string channel;
    std::string chat;
    TicketId ticket = TicketId::none;
    enum class Kind
    {
        information,
        place,
        score,
        reporter // to an official: who reported what he passed on, and where
    } kind = Kind::information;
    TimePoint asked_at;
};

struct TicketFilter
{
    std::vector<Status> statuses; // empty: all
    std::string channel;
    IdentityId reporter = IdentityId::none;
    std::int64_t before = 0; // ids below this one; 0: from the newest
    int limit = 50;          // 1 to 1000
};

struct OutboxFilter
{
    std::vector<DeliveryState> states; // empty: all
    std::string channel;
    TicketId ticket = TicketId::none;
    std::vector<DeliveryKind> kinds{}; // empty: all
    OutboxId before = OutboxId::none;  // ids below this one; none: from the newest
    int limit = 100;                   // 1 to 1000
};

} // namespace langnghe
