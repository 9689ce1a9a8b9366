#pragma once
// The store as the rules see it: small repositories of domain verbs inside one transaction. Synchronous; called on the
// storage thread. What a verb throws is the store's own affair and never reaches a rule's caller.

#include "core/journal/entry.hpp"
#include "core/people/people.hpp"
#include "core/store/rows.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace langnghe {

class Credentials;   // core/store/credentials.hpp
class Attachments;   // core/store/attachments.hpp
class Members;       // core/store/members.hpp
class Privacy;       // core/store/privacy.hpp
class Drafts;        // core/store/drafts.hpp
class QuoteRequests; // core/store/quotes.hpp
class Courses;       // core/store/courses.hpp
class Wakes;         // core/store/wakes.hpp
class Scores;        // core/store/scores.hpp
class Warnings;      // core/store/warnings.hpp
class Worklists;     // core/store/worklists.hpp
class Figures;       // core/store/figures.hpp
class IssuedReports; // core/store/issued.hpp

class Tickets
{
public:
    virtual ~Tickets() = default;
    // Gives id and the next code number of the year of created_at.
    virtual Ticket open(Ticket ticket) = 0;
    virtual std::optional<Ticket> find(TicketId id) = 0;
    virtual std::optional<Ticket> by_code(const TicketCode& code) = 0;
    // Stores the ticket if its version is still the stored one, and raises it; false when somebody was faster.
    virtual bool save(Ticket& ticket) = 0;
    // The newest ticket of this reporter in this chat, open or not.
    virtual std::optional<Ticket> newest_of(IdentityId reporter, std::string_view channel, std::string_view chat) = 0;
    virtual std::vector<Ticket> list(const TicketFilter& filter) = 0;
    // Tickets that this reporter opened since then.
    virtual int opened_since(IdentityId reporter, TimePoint since) = 0;
    // From counters, not by counting.
    virtual std::map<Status, std::int64_t> counts() = 0;
};

class Messages
{
public:
    virtual ~Messages() = default;
    virtual void add(const MessageRow& message) = 0;
    // Marks that a later version exists; the versions themselves are journal entries "edit".
    virtual void mark_edited(std::string_view channel, std::string_view chat, std::string_view message) = 0;
    // One of ours went out and is known by this id from now on.
    virtual void add_sent(const OutboxItem& item) = 0;
    virtual std::optional<MessageReference> find(std::string_view channel, std::string_view chat,
                                                 std::string_view message) = 0;
    virtual std::optional<TicketId> of_album(std::string_view channel, std::string_view chat,
                                             std::string_view album) = 0;
    virtual std::optional<TicketId> of_original(std::string_view channel, std::string_view original) = 0;
    // Whether these people wrote one of the ticket's latest messages, less than `span` before or after that time.
    virtual bool wrote_near(TicketId ticket, IdentityId author, IdentityId forwarded_by, TimePoint at,
                            Duration span) = 0;
    // Names the author of what was passed on without one.
    virtual void name_author(TicketId ticket, std::string_view name) = 0;
    // With words, in the order they were stored.
    virtual std::vector<MessageRow> of_ticket(TicketId ticket) = 0;
};

class Inbox
{
public:
    virtual ~Inbox() = default;
    virtual bool knows(std::string_view channel, std::string_view key) = 0;
    // True the first time; false when the event is here already.
    virtual bool remember(std::string_view channel, std::string_view key, TimePoint now) = 0;
    // Keeps at most 10,000 rows: the oldest makes room.
    virtual void park(const ParkedEvent& event) = 0;
    virtual std::vector<ParkedEvent> parked(int limit) = 0;
    virtual std::int64_t parked_count() = 0;
    virtual void unpark(ParkedId id) = 0;
    // Forgets keys and parked events older than this; returns how many of both. At most `limit` of each at once.
    virtual int forget_before(TimePoint time, int limit) = 0;
};

class OutboxRepository
{
public:
    virtual ~OutboxRepository() = default;
    virtual OutboxId add(const OutboxItem& item) = 0;
    virtual std::optional<OutboxItem> find(OutboxId id) = 0;
    virtual void save(const OutboxItem& item) = 0;
    // At most one due row for each chat, none that an earlier row of its chat holds back (core/outbox/order.hpp), most
    // urgent first, chats in `busy` left out.
    virtual std::vector<OutboxItem> due(std::string_view channel, TimePoint now, int limit,
                                        const std::vector<std::string>& busy) = 0;
    // Marks a row as claimed until then.
    virtual void claim(OutboxId id, TimePoint lease_until) = 0;
    // Rows claimed by a process that is gone (`now` empty), or whose lease ran out.
    virtual std::vector<OutboxItem> orphans(std::string_view channel, std::optional<TimePoint> now) = 0;
    virtual std::optional<TimePoint> next_due(std::string_view channel) = 0;
    // What waits (queued, claimed, held) for this chat in this rank, in order.
    virtual std::vector<OutboxItem> waiting(std::string_view channel, std::string_view chat, Rank rank, int limit) = 0;
    // What is ambiguous or undeliverable of this chat, in order.
    virtual std::vector<OutboxItem> stuck(std::string_view channel, std::string_view chat) = 0;
    // The rows that went out, or were to go, in one message with this one; in order, itself included.
    virtual std::vector<OutboxItem> bundled(OutboxId lead) = 0;
    virtual std::vector<OutboxItem> list(const OutboxFilter& filter) = 0;
    virtual std::map<DeliveryState, std::int64_t> counts(std::string_view channel) = 0;
    virtual std::optional<TimePoint> oldest_waiting(std::string_view channel) = 0;
    // held becomes queued, or queued becomes held; returns how many.
    virtual int release() = 0;
    virtual int hold_all() = 0;
    // The clock was set back to `now`: what waits for a later time waits that much less; returns how many rows.
    virtual int set_back(std::string_view channel, TimePoint now, Duration step) = 0;
    // The group has a new address: waiting rows follow it.
    virtual void move_chat(std::string_view channel, std::string_view from, std::string_view to) = 0;
};

class JournalRepository
{
public:
    virtual ~JournalRepository() = default;
    // Fills seq, at (not before the last entry), text digest and hash; returns the entry as stored.
    virtual journal::Entry append(journal::Entry entry) = 0;
    virtual std::vector<journal::Entry> of_ticket(TicketId ticket) = 0;
    virtual std::vector<journal::Entry> after(std::int64_t seq, int limit) = 0;
    virtual std::optional<journal::Entry> last() = 0;
};

class People
{
public:
    virtual ~People() = default;
    virtual std::optional<Identity> find(std::string_view channel, std::string_view external_id) = 0;
    virtual std::optional<Identity> find(IdentityId id) = 0;
    virtual Identity add(Identity identity) = 0;
    virtual void save(const Identity& identity) = 0;
    virtual std::vector<Identity> identities_of(UserId user) = 0;

    virtual User add_user(User user) = 0;
    virtual void save_user(const User& user) = 0;
    virtual std::optional<User> find_user(UserId id) = 0;
    virtual std::optional<User> find_user(std::string_view name) = 0;
    virtual std::vector<User> users() = 0;

    virtual void add_code(const LinkCode& code) = 0;
    virtual std::optional<LinkCode> find_code(std::string_view digest) = 0;
    virtual void burn_code(std::string_view digest) = 0;
    virtual void burn_all_codes() = 0;
    virtual int wrong_tries_since(IdentityId identity, TimePoint since) = 0;
    virtual void add_wrong_try(IdentityId identity, TimePoint now) = 0;
};

class Groups
{
public:
    virtual ~Groups() = default;
    virtual std::optional<Group> find(std::string_view channel, std::string_view chat) = 0;
    virtual Group add(Group group) = 0;
    virtual void save(const Group& group) = 0;
    virtual std::vector<Group> list() = 0;
};

class Questions
{
public:
    virtual ~Questions() = default;
    virtual void ask(const Question& question) = 0;
    virtual std::optional<Question> newest_open(std::string_view channel, std::string_view chat, TimePoint since) = 0;
    virtual void close(std::int64_t id) = 0;
};

// Which words occur in whose messages: folded, so that accents and case do not matter. It follows the journal a moment
// behind the acknowledgement.
class Search
{
public:
    virtual ~Search() = default;
    // Takes in the next entries, `limit` at most; returns how many it looked at.
    virtual int follow(int limit) = 0;
    // Tickets with a message that has all of these words, the newest message first; below entry `before` when that is
    // not 0. Looks at no more than `limit` messages. It knows nothing of who may see a ticket.
    virtual std::vector<TicketId> find(std::string_view words, std::int64_t before, int limit) = 0;
};

class Sent; // core/store/sent.hpp

// One transaction (or, when read-only, one consistent view).
class Tx
{
public:
    virtual ~Tx() = default;
    virtual Tickets& tickets() = 0;
    virtual Messages& messages() = 0;
    virtual Inbox& inbox() = 0;
    virtual OutboxRepository& outbox() = 0;
    virtual JournalRepository& journal() = 0;
    virtual People& people() = 0;
    virtual Groups& groups() = 0;
    virtual Questions& questions() = 0;
    virtual Search& search() = 0;
    virtual Sent& sent() = 0;
    virtual Credentials& credentials() = 0;
    virtual Attachments& attachments() = 0;
    virtual Members& members() = 0;
    virtual Privacy& privacy() = 0;
    virtual Drafts& drafts() = 0;
    virtual QuoteRequests& quotes() = 0;
    virtual Courses& courses() = 0;
    virtual Wakes& wakes() = 0;
    virtual Scores& scores() = 0;
    virtual Warnings& warnings() = 0;
    virtual Worklists& worklists() = 0;
    virtual Figures& figures() = 0;
    virtual IssuedReports& issued() = 0;
    // Small facts about the store by name, such as "restored_at_seq".
    virtual std::optional<std::string> fact(std::string_view name) = 0;
    virtual void set_fact(std::string_view name, std::string_view value) = 0;
};

} // namespace langnghe
