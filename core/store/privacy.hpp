#pragma once
// What is a person's own: the contact details they gave, and how their words leave the store again.

#include "core/ids.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace langnghe {

// Never logged; shown masked to whoever handles the ticket.
struct ContactDetails
{
    std::string name;
    std::string phone;
    std::string address;
    TimePoint at; // when they were given
};

// The tickets on which somebody's words stand.
struct Written
{
    std::int64_t seq = 0;
    TicketId ticket = TicketId::none;
};

// One carried-out wish to be forgotten: who by a keyed hash, when, why. The same stands in the register beside the
// store.
struct Erasure
{
    std::string person; // person_key()
    TimePoint at;
    std::string why;
    std::int64_t seq = 0; // the journal's entry of it
};

// What is kept no longer than a commune's rules say.
enum class Keeping
{
    anonymous,  // the way to an anonymous reporter
    deliveries, // words of what we sent
    details,    // names and contact details
    refused,    // words of what was not taken on
    handled     // words of what is finished
};

class Privacy
{
public:
    virtual ~Privacy() = default;
    virtual std::optional<ContactDetails> details(IdentityId person) = 0;
    virtual void save_details(IdentityId person, const ContactDetails& details) = 0;
    virtual void drop_details(IdentityId person) = 0;

    // Every message of this author, also one that somebody passed on. It looks at all messages: for rare use.
    virtual std::vector<Written> written_by(IdentityId author) = 0;
    // The message's words and all their versions: out of the journal and the search index. Its name, place and files
    // go too; that there was a message stays. Returns how many journal entries lost words.
    virtual int erase_message(const Written& message) = 0;
    // Raw events that name this id, messages of theirs that wait to be looked up, commands that they left half said.
    virtual int erase_parked(std::string_view channel, std::string_view external_id) = 0;
    // Words that this actor left in the ticket's journal otherwise; how many entries. And what any official left half
    // said of the ticket.
    virtual int erase_said(TicketId ticket, std::string_view actor) = 0;
    // Every word of a ticket, whoever's; how many entries.
    virtual int erase_ticket(TicketId ticket) = 0;
    // Takes words, buttons and files out of every settled delivery to this chat.
    virtual void erase_deliveries_to(std::string_view channel, std::string_view chat) = 0;
    // No row of the ticket says any more whose its messages in this chat are.
    virtual void unlink(TicketId ticket, IdentityId person, std::string_view channel, std::string_view chat) = 0;
    // People without name, ticket or message, erased or not heard of since `last_word`: their ids leave the store, once
    // what was written to them is as old as `last_delivery`. Returns how many.
    virtual int drop_forgotten(TimePoint last_delivery, TimePoint last_word, int limit) = 0;

    virtual void note(const Erasure& erasure) = 0;
    virtual bool knows(const Erasure& erasure) = 0;
    // After this entry of the journal, in its order.
    virtual std::vector<Erasure> erasures(std::int64_t after, int limit) = 0;
    // In order, after this one.
    virtual std::vector<IdentityId> people_after(IdentityId last, int limit) = 0;

    // Rows that have been kept since before then: tickets, deliveries or identities, by number.
    virtual std::vector<std::int64_t> kept_since(Keeping what, TimePoint before, int limit) = 0;
    virtual void empty_delivery(std::int64_t id) = 0;
};

} // namespace langnghe
