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
    return true;
}

int SqlPrivacy::erase_parked(std::string_view channel, std::string_view external_id)
{
    if (external_id.empty())
        return 0;
    Query query(db_, "DELETE FROM parked WHERE channel = ?1 AND instr(raw, ?2) > 0");
    query.with(channels_.find(channel), external_id).run();
    return db_.changes();
}

} // namespace langnghe::sql
