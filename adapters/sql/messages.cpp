#include "adapters/sql/messages.hpp"

#include "adapters/sql/codec.hpp"

#include <algorithm>
#include <charconv>

namespace langnghe::sql {
namespace {

// The entry that an edit belongs to; 0 when the facts name none.
std::int64_t edited_entry(std::string_view facts)
{
    while (!facts.empty()) {
        const auto end = facts.find(';');
        const auto fact = facts.substr(0, end);
        if (fact.starts_with("of=")) {
            std::int64_t seq = 0;
            std::from_chars(fact.data() + 3, fact.data() + fact.size(), seq);
            return seq;
        }
        facts = end == std::string_view::npos ? std::string_view{} : facts.substr(end + 1);
    }
    return 0;
}

} // namespace

void SqlMessages::add(const MessageRow& message)
{
    const auto channel = channels_.number(message.channel);
    const auto& position = message.position;
    Query row(db_, "INSERT INTO message(seq, ticket, channel, chat, message, author, author_name, forwarded_by, at,"
                   " kind, album, original, edited, latitude, longitude, attachments)"
                   " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)");
    row.with(message.seq, message.ticket, channel, message.chat, message.message, message.author, message.author_name,
             message.forwarded_by, message.at, message.kind, message.album, message.original, message.edited,
             position ? std::optional(position->latitude) : std::nullopt,
             position ? std::optional(position->longitude) : std::nullopt, encode(message.attachments));
    row.run();
    Query key(db_, "INSERT INTO message_key(channel, chat, message, ticket, seq) VALUES(?1, ?2, ?3, ?4, ?5)");
    key.with(channel, message.chat, message.message, message.ticket, message.seq).run();
}

void SqlMessages::mark_edited(std::string_view channel, std::string_view chat, std::string_view message)
{
    Query query(db_, "UPDATE message SET edited = 1 WHERE seq = (SELECT seq FROM message_key"
                     " WHERE channel = ?1 AND chat = ?2 AND message = ?3)");
    query.with(channels_.find(channel), chat, message).run();
}

void SqlMessages::add_sent(const OutboxItem& item)
{
    // An id is learnt twice when an echo is faster than the answer; a citizen's message never becomes one of ours.
    Query query(db_, "INSERT INTO message_key(channel, chat, message, ticket, outbox) VALUES(?1, ?2, ?3, ?4, ?5)"
                     " ON CONFLICT(channel, chat, message) DO UPDATE SET ticket = excluded.ticket,"
                     " outbox = excluded.outbox WHERE seq IS NULL");
    query.with(channels_.number(item.channel), item.chat, item.message, item.ticket, item.id).run();
}

std::optional<MessageReference> SqlMessages::find(std::string_view channel, std::string_view chat,
                                                  std::string_view message)
{
    Query query(db_, "SELECT ticket, outbox, seq FROM message_key WHERE channel = ?1 AND chat = ?2 AND message = ?3");
    if (!query.with(channels_.find(channel), chat, message).next())
        return std::nullopt;
    MessageReference found;
    query.into(found.ticket, found.outbox, found.seq);
    return found;
}

std::optional<TicketId> SqlMessages::of_album(std::string_view channel, std::string_view chat, std::string_view album)
{
    Query query(db_, "SELECT ticket FROM message WHERE album <> '' AND channel = ?1 AND chat = ?2 AND album = ?3"
                     " ORDER BY seq DESC LIMIT 1");
    return query.with(channels_.find(channel), chat, album).value<TicketId>();
}

std::optional<TicketId> SqlMessages::of_original(std::string_view channel, std::string_view original)
{
    Query query(db_, "SELECT ticket FROM message WHERE original <> '' AND channel = ?1 AND original = ?2"
                     " ORDER BY seq DESC LIMIT 1");
    return query.with(channels_.find(channel), original).value<TicketId>();
}

// The latest fifty entries say enough, and cost the same on a ticket of thousands.
bool SqlMessages::wrote_near(TicketId ticket, IdentityId author, IdentityId forwarded_by, TimePoint at, Duration span)
{
    Query query(db_, "SELECT 1 FROM (SELECT seq FROM journal WHERE ticket = ?1 ORDER BY seq DESC LIMIT 50) j"
                     " JOIN message m ON m.seq = j.seq WHERE m.author IS ?2 AND m.forwarded_by IS ?3"
                     " AND m.at > ?4 AND m.at < ?5 LIMIT 1");
    return query.with(ticket, author, forwarded_by, at - span, at + span).next();
}

void SqlMessages::name_author(TicketId ticket, std::string_view name)
{
    Query query(db_, "UPDATE message SET author_name = ?2 WHERE forwarded_by IS NOT NULL AND author IS NULL"
                     " AND author_name = '' AND seq IN (SELECT seq FROM journal WHERE ticket = ?1)");
    query.with(ticket, name).run();
}

MessageRow SqlMessages::read(Query& query)
{
    MessageRow row;
    std::int64_t channel = 0;
    std::optional<double> latitude;
    std::optional<double> longitude;
    std::optional<std::string> attachments;
    query.into(row.seq, row.ticket, channel, row.chat, row.message, row.author, row.author_name, row.forwarded_by,
               row.at, row.kind, row.album, row.original, row.edited, latitude, longitude, attachments, row.text);
    row.channel = channels_.name(channel);
    if (latitude && longitude)
        row.position = Position{*latitude, *longitude};
    row.attachments = decode_attachments(attachments);
    return row;
}

std::vector<MessageRow> SqlMessages::of_ticket(TicketId ticket)
{
    std::vector<MessageRow> messages;
    Query query(db_, "SELECT m.seq, m.ticket, m.channel, m.chat, m.message, m.author, m.author_name, m.forwarded_by,"
                     " m.at, m.kind, m.album, m.original, m.edited, m.latitude, m.longitude, m.attachments, j.text"
                     " FROM journal j JOIN message m ON m.seq = j.seq WHERE j.ticket = ?1 ORDER BY j.seq");
    query.with(ticket);
    while (query.next())
        messages.push_back(read(query));
    const auto edited = [](const MessageRow& message) { return message.edited; };
    if (std::any_of(messages.begin(), messages.end(), edited))
        add_versions(ticket, messages);
    return messages;
}

void SqlMessages::add_versions(TicketId ticket, std::vector<MessageRow>& messages)
{
    Query query(db_, "SELECT facts, text FROM journal WHERE ticket = ?1 AND action = 'edit' AND text IS NOT NULL"
                     " ORDER BY seq");
    query.with(ticket);
    std::string facts;
    std::string text;
    while (query.next()) {
        query.into(facts, text);
        const auto seq = edited_entry(facts);
        const auto same = [seq](const MessageRow& message) { return message.seq == seq; };
        const auto found = std::find_if(messages.begin(), messages.end(), same);
        if (found != messages.end())
            found->versions.push_back(text);
    }
}

} // namespace langnghe::sql
