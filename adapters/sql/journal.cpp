#include "adapters/sql/journal.hpp"

#include <algorithm>
#include <stdexcept>

namespace langnghe::sql {
namespace {

constexpr auto of_one = "SELECT seq, at, ticket, actor, action, from_status, to_status, facts, text, salt, text_digest,"
                        " hash FROM journal WHERE ticket = ?1 ORDER BY seq";
constexpr auto page = "SELECT seq, at, ticket, actor, action, from_status, to_status, facts, text, salt, text_digest,"
                      " hash FROM journal WHERE seq > ?1 ORDER BY seq LIMIT ?2";
constexpr auto newest = "SELECT seq, at, ticket, actor, action, from_status, to_status, facts, text, salt, text_digest,"
                        " hash FROM journal ORDER BY seq DESC LIMIT 1";

journal::Entry read(Query& query)
{
    journal::Entry entry;
    query.into(entry.seq, entry.at, entry.ticket, entry.actor, entry.action, entry.from, entry.to, entry.facts,
               entry.text, entry.salt, entry.text_digest, entry.hash);
    return entry;
}

std::vector<journal::Entry> read_all(Query& query)
{
    std::vector<journal::Entry> entries;
    while (query.next())
        entries.push_back(read(query));
    return entries;
}

} // namespace

const SqlJournal::Head& SqlJournal::head()
{
    if (head_)
        return *head_;
    Head head;
    Query query(db_, "SELECT seq, at, hash FROM journal ORDER BY seq DESC LIMIT 1");
    if (query.next())
        query.into(head.seq, head.at, head.hash);
    return head_.emplace(head);
}

journal::Entry SqlJournal::append(journal::Entry entry)
{
    if (entry.text.has_value() != entry.salt.has_value())
        throw std::logic_error("words in the journal need a salt");
    const Head before = head();
    entry.seq = before.seq + 1;
    entry.at = before.seq != 0 ? std::max(entry.at, before.at) : entry.at;
    entry.text_digest = entry.text ? journal::digest_text(*entry.salt, *entry.text) : hash::Digest{};
    entry.hash = journal::chain(before.hash, entry);

    std::optional<hash::Digest> digest;
    if (entry.text)
        digest = entry.text_digest;
    Query query(db_, "INSERT INTO journal(seq, at, ticket, actor, action, from_status, to_status, facts, text, salt,"
                     " text_digest, hash) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)");
    query.with(entry.seq, entry.at, entry.ticket, entry.actor, entry.action, entry.from, entry.to, entry.facts,
               entry.text, entry.salt, digest, entry.hash);
    query.run();
    head_ = Head{entry.seq, entry.at, entry.hash};
    return entry;
}

std::vector<journal::Entry> SqlJournal::of_ticket(TicketId ticket)
{
    Query query(db_, of_one);
    return read_all(query.with(ticket));
}

std::vector<journal::Entry> SqlJournal::after(std::int64_t seq, int limit)
{
    Query query(db_, page);
    return read_all(query.with(seq, std::max(limit, 0)));
}

std::optional<journal::Entry> SqlJournal::last()
{
    Query query(db_, newest);
    if (!query.next())
        return std::nullopt;
    return read(query);
}

} // namespace langnghe::sql
