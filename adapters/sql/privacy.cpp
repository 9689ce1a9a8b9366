#include "adapters/sql/privacy.hpp"

#include <fmt/format.h>

#include <string>

namespace langnghe::sql {

std::optional<ContactDetails> SqlPrivacy::details(IdentityId person)
{
    Query query(db_, "SELECT name, phone, address, at FROM contact_detail WHERE identity = ?1");
    if (!query.with(person).next())
        return std::nullopt;
    ContactDetails details;
    query.into(details.name, details.phone, details.address, details.at);
    return details;
}

void SqlPrivacy::save_details(IdentityId person, const ContactDetails& details)
{
    Query query(db_, "INSERT INTO contact_detail(identity, name, phone, address, at) VALUES(?1, ?2, ?3, ?4, ?5)"
                     " ON CONFLICT(identity) DO UPDATE SET name = excluded.name, phone = excluded.phone,"
                     " address = excluded.address, at = excluded.at");
    query.with(person, details.name, details.phone, details.address, details.at).run();
}

void SqlPrivacy::drop_details(IdentityId person)
{
    Query query(db_, "DELETE FROM contact_detail WHERE identity = ?1");
    query.with(person).run();
}

std::vector<Written> SqlPrivacy::written_by(IdentityId author)
{
    std::vector<Written> messages;
    Query query(db_, "SELECT seq, ticket FROM message WHERE author = ?1 ORDER BY seq");
    query.with(author);
    while (query.next()) {
        Written& message = messages.emplace_back();
        query.into(message.seq, message.ticket);
    }
    return messages;
}

int SqlPrivacy::erase_message(const Written& message)
{
    std::vector<std::int64_t> entries{message.seq};
    Query edits(db_, "SELECT seq FROM journal WHERE ticket = ?1 AND action = 'edit'"
                     " AND (facts = ?2 OR facts LIKE ?2 || ';%') ORDER BY seq");
    edits.with(message.ticket, fmt::format("of={}", message.seq));
    while (edits.next())
        edits.into(entries.emplace_back());
    int erased = 0;
    for (const auto seq : entries)
        erased += erase_entry(seq) ? 1 : 0;
    Query row(db_, "UPDATE message SET author_name = '', attachments = NULL, latitude = NULL, longitude = NULL"
                   " WHERE seq = ?1");
    row.with(message.seq).run();
    return erased;
}

bool SqlPrivacy::erase_entry(std::int64_t seq)
{
    std::optional<std::string> text;
    Query words(db_, "SELECT text FROM journal WHERE seq = ?1");
    if (words.with(seq).next())
        words.into(text);
    if (!text)
        return false;
    search_.forget(seq, *text);
    Query query(db_, "UPDATE journal SET text = NULL, salt = NULL WHERE seq = ?1");
    query.with(seq).run();
    db_.note_erased();
    return true;
}

int SqlPrivacy::erase_parked(std::string_view channel, std::string_view external_id)
{
    if (external_id.empty())
        return 0;
    Query query(db_, "DELETE FROM parked WHERE channel = ?1 AND instr(raw, ?2) > 0");
    query.with(channels_.find(channel), external_id).run();
    const int erased = db_.changes();
    Query asked(db_, "DELETE FROM quote_request WHERE channel = ?1 AND from_id = ?2");
    asked.with(channels_.find(channel), external_id).run();
    Query half_said(db_, "UPDATE form SET asks = 0, words = '', ticket = NULL WHERE words <> '' AND identity IN"
                         " (SELECT id FROM identity WHERE channel = ?1 AND external_id = ?2)");
    half_said.with(channels_.find(channel), external_id).run();
    if (db_.changes() > 0)
        db_.note_erased();
    return erased;
}

int SqlPrivacy::erase_all(Query& entries)
{
    std::vector<std::int64_t> found;
    while (entries.next())
        entries.into(found.emplace_back());
    int erased = 0;
    for (const auto seq : found)
        erased += erase_entry(seq) ? 1 : 0;
    return erased;
}

// What an official was about to say of the ticket may repeat what was said on it: he begins anew.
void SqlPrivacy::drop_forms(TicketId ticket)
{
    Query query(db_, "UPDATE form SET asks = 0, words = '', ticket = NULL WHERE ticket = ?1");
    query.with(ticket).run();
    if (db_.changes() > 0)
        db_.note_erased();
}

int SqlPrivacy::erase_said(TicketId ticket, std::string_view actor)
{
    drop_forms(ticket);
    Query said(db_, "SELECT seq FROM journal WHERE ticket = ?1 AND actor = ?2 AND text IS NOT NULL ORDER BY seq");
    return erase_all(said.with(ticket, actor));
}

int SqlPrivacy::erase_ticket(TicketId ticket)
{
    std::vector<std::int64_t> messages;
    Query rows(db_, "SELECT m.seq FROM journal j JOIN message m ON m.seq = j.seq WHERE j.ticket = ?1 ORDER BY j.seq");
    rows.with(ticket);
    while (rows.next())
        rows.into(messages.emplace_back());
    int erased = 0;
    for (const auto seq : messages)
        erased += erase_message({seq, ticket});
    drop_forms(ticket);
    Query left(db_, "SELECT seq FROM journal WHERE ticket = ?1 AND text IS NOT NULL ORDER BY seq");
    erased += erase_all(left.with(ticket));
    // Those that wait are few, and a finished ticket has none.
    Query deliveries(db_, "UPDATE outbox SET text = '', buttons = NULL, files = NULL WHERE ticket = ?1"
                          " AND state <> 0 AND state <> 1 AND state <> 9");
    deliveries.with(ticket).run();
    return erased;
}

void SqlPrivacy::erase_deliveries_to(std::string_view channel, std::string_view chat)
{
    Query query(db_, "UPDATE outbox SET text = '', buttons = NULL, files = NULL WHERE channel = ?1 AND chat = ?2"
                     " AND state <> 0 AND state <> 1 AND state <> 9 AND (text <> '' OR files IS NOT NULL)");
    query.with(channels_.find(channel), chat).run();
}

void SqlPrivacy::unlink(TicketId ticket, IdentityId person, std::string_view channel, std::string_view chat)
{
    const auto number = channels_.find(channel);
    Query keys(db_, "DELETE FROM message_key WHERE channel = ?2 AND chat = ?3 AND ticket = ?1");
    keys.with(ticket, number, chat).run();
    Query rows(db_, "UPDATE message SET author = NULL, chat = CASE WHEN chat = ?3 THEN '' ELSE chat END"
                    " WHERE author = ?2 AND seq IN (SELECT seq FROM journal WHERE ticket = ?1)");
    rows.with(ticket, person, chat).run();
    Query deliveries(db_, "UPDATE outbox SET chat = '' WHERE ticket = ?1 AND channel = ?2 AND chat = ?3"
                          " AND state <> 0 AND state <> 1 AND state <> 9");
    deliveries.with(ticket, number, chat).run();
    Query scores(db_, "UPDATE score SET chat = '' WHERE ticket = ?1 AND channel = ?2 AND chat = ?3");
    scores.with(ticket, number, chat).run();
}

// No row names them: not even a delivery that is under way. The number stays taken, as the journal names people by it.
int SqlPrivacy::drop_forgotten(TimePoint last_delivery, TimePoint last_word, int limit)
{
    std::vector<IdentityId> gone;
    Query found(db_, "SELECT i.id FROM identity i WHERE i.name = '' AND i.account IS NULL"
                     " AND i.external_id NOT LIKE 'forgotten:%'"
                     " AND (i.last_inbound_at IS NULL OR i.last_inbound_at < ?3"
                     " OR (i.stopped = 1 AND i.greeted = 0 AND i.last_inbound_at < ?1))"
                     " AND NOT EXISTS (SELECT 1 FROM ticket t WHERE t.reporter = i.id)"
                     " AND NOT EXISTS (SELECT 1 FROM message m WHERE m.author = i.id OR m.forwarded_by = i.id)"
                     " AND NOT EXISTS (SELECT 1 FROM contact_detail c WHERE c.identity = i.id)"
                     " AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.channel = i.channel AND o.chat = i.external_id"
                     " AND (o.state = 0 OR o.state = 1 OR o.state = 9 OR o.created_at > ?1)) LIMIT ?2");
    found.with(last_delivery, limit, last_word);
    while (found.next())
        found.into(gone.emplace_back());
    for (const IdentityId id : gone) {
        Query keys(db_, "DELETE FROM message_key WHERE (channel, chat) IN"
                        " (SELECT channel, external_id FROM identity WHERE id = ?1)");
        keys.with(id).run();
        Query deliveries(db_, "UPDATE outbox SET chat = '', text = '', buttons = NULL, files = NULL"
                              " WHERE (channel, chat) IN (SELECT channel, external_id FROM identity WHERE id = ?1)");
        deliveries.with(id).run();
        Query row(db_, "UPDATE identity SET external_id = 'forgotten:' || id WHERE id = ?1");
        row.with(id).run();
    }
    return static_cast<int>(gone.size());
}

void SqlPrivacy::note(const Erasure& erasure)
{
    Query query(db_, "INSERT INTO erasure(person, at, why, seq) VALUES(?1, ?2, ?3, ?4)"
                     " ON CONFLICT(person, at) DO NOTHING");
    query.with(erasure.person, erasure.at, erasure.why, erasure.seq).run();
}

bool SqlPrivacy::knows(const Erasure& erasure)
{
    Query query(db_, "SELECT 1 FROM erasure WHERE person = ?1 AND at = ?2");
    return query.with(erasure.person, erasure.at).next();
}

std::vector<Erasure> SqlPrivacy::erasures(std::int64_t after, int limit)
{
    std::vector<Erasure> all;
    Query query(db_, "SELECT person, at, why, seq FROM erasure WHERE seq > ?1 ORDER BY seq LIMIT ?2");
    query.with(after, limit);
    while (query.next()) {
        Erasure& erasure = all.emplace_back();
        query.into(erasure.person, erasure.at, erasure.why, erasure.seq);
    }
    return all;
}

std::vector<IdentityId> SqlPrivacy::people_after(IdentityId last, int limit)
{
    std::vector<IdentityId> people;
    Query query(db_, "SELECT id FROM identity WHERE id > coalesce(?1, 0) ORDER BY id LIMIT ?2");
    query.with(last, limit);
    while (query.next())
        query.into(people.emplace_back());
    return people;
}

} // namespace langnghe::sql
