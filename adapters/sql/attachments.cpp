#include "adapters/sql/attachments.hpp"

#include "adapters/sql/codec.hpp"
#include "core/attachment/fetch.hpp"

#include <algorithm>
#include <charconv>

namespace langnghe::sql {
namespace {

constexpr std::string_view through = "attachments"; // the fact that says how far

} // namespace

int SqlAttachments::follow(TimePoint now, int limit)
{
    std::int64_t from = 0;
    if (const auto known = facts_.find(through))
        std::from_chars(known->data(), known->data() + known->size(), from);
    std::int64_t seq = from;
    int looked_at = 0;
    bool found = false;
    Query messages(db_, "SELECT seq, attachments FROM message WHERE seq > ?1 ORDER BY seq LIMIT ?2");
    for (messages.with(from, std::max(limit, 0)); messages.next(); ++looked_at) {
        std::optional<std::string> attachments;
        messages.into(seq, attachments);
        if (attachments)
            expect(seq, decode_attachments(attachments), now);
        found = found || attachments;
    }
    // A few messages without files are read once more next time: that costs less than writing that they were read.
    if (found || looked_at >= limit)
        facts_.set(through, std::to_string(seq));
    return looked_at;
}

void SqlAttachments::expect(std::int64_t seq, const std::vector<Attachment>& attachments, TimePoint now)
{
    for (std::size_t place = 0; place < attachments.size(); ++place) {
        if (!attachment::is_fetched(attachments[place]))
            continue;
        Query one(db_, "INSERT INTO attachment(seq, place, state, attempts, since, next_at, last_error, sha256,"
                       " mime, bytes) VALUES(?1, ?2, 0, 0, ?3, ?3, '', '', '', 0)"
                       " ON CONFLICT(seq, place) DO NOTHING");
        one.with(seq, place, now).run();
    }
}

AttachedFile SqlAttachments::read(Query& query)
{
    AttachedFile file;
    std::int64_t channel = 0;
    std::optional<std::string> attachments;
    query.into(file.id, file.seq, file.place, file.ticket, channel, file.chat, file.message, file.sent_at, attachments,
               file.state, file.attempts, file.since, file.next_at, file.last_error, file.sha256, file.mime,
               file.bytes);
    file.channel = channels_.name(channel);
    auto said = decode_attachments(attachments);
    if (static_cast<std::size_t>(file.place) < said.size())
        file.said = std::move(said[static_cast<std::size_t>(file.place)]);
    return file;
}

std::optional<AttachedFile> SqlAttachments::find(AttachmentId id)
{
    Query query(db_,
                "SELECT a.id, a.seq, a.place, m.ticket, m.channel, m.chat, m.message, m.at, m.attachments, a.state,"
                " a.attempts, a.since, a.next_at, a.last_error, a.sha256, a.mime, a.bytes"
                " FROM attachment a JOIN message m ON m.seq = a.seq WHERE a.id = ?1");
    if (!query.with(id).next())
        return std::nullopt;
    return read(query);
}

std::vector<AttachedFile> SqlAttachments::due(TimePoint now, int limit)
{
    std::vector<AttachedFile> files;
    Query query(db_, "SELECT id FROM attachment WHERE state = 0 AND next_at <= ?1 ORDER BY next_at, id LIMIT ?2");
    query.with(now, std::max(limit, 0));
    while (query.next()) {
        AttachmentId id{};
        query.into(id);
        if (auto file = find(id))
            files.push_back(std::move(*file));
    }
    return files;
}

std::optional<TimePoint> SqlAttachments::next_due()
{
    Query query(db_, "SELECT next_at FROM attachment WHERE state = 0 ORDER BY next_at LIMIT 1");
    return query.value<TimePoint>();
}

void SqlAttachments::save(const AttachedFile& file)
{
    Query query(db_, "UPDATE attachment SET state = ?2, attempts = ?3, next_at = ?4, last_error = ?5, sha256 = ?6,"
                     " mime = ?7, bytes = ?8 WHERE id = ?1");
    query.with(file.id, file.state, file.attempts, file.next_at, file.last_error, file.sha256, file.mime, file.bytes);
    query.run();
}

std::vector<AttachedFile> SqlAttachments::of_ticket(TicketId ticket)
{
    std::vector<AttachedFile> files;
    Query query(db_, "SELECT a.id FROM journal j JOIN attachment a ON a.seq = j.seq WHERE j.ticket = ?1"
                     " ORDER BY a.seq, a.place");
    query.with(ticket);
    while (query.next()) {
        AttachmentId id{};
        query.into(id);
        if (auto file = find(id))
            files.push_back(std::move(*file));
    }
    return files;
}

FileGauges SqlAttachments::gauges()
{
    FileGauges gauges;
    Query waiting(db_, "SELECT count(*), min(since) FROM attachment WHERE state = 0");
    if (waiting.next())
        waiting.into(gauges.waiting, gauges.oldest_waiting);
    Query failed(db_, "SELECT count(*) FROM attachment WHERE state = 2");
    gauges.failed = failed.value<std::int64_t>().value_or(0);
    return gauges;
}

std::vector<FileName> SqlAttachments::stored_after(std::string_view sha256, int limit)
{
    std::vector<FileName> names;
    Query query(db_, "SELECT sha256, max(bytes), min(seq) FROM attachment WHERE state = 1 AND sha256 > ?1"
                     " GROUP BY sha256 ORDER BY sha256 LIMIT ?2");
    query.with(sha256, std::max(limit, 0));
    while (query.next()) {
        FileName name;
        query.into(name.sha256, name.bytes, name.seq);
        names.push_back(std::move(name));
    }
    return names;
}

bool SqlAttachments::needs(std::string_view sha256)
{
    Query message(db_, "SELECT 1 FROM attachment WHERE state = 1 AND sha256 = ?1 LIMIT 1");
    if (message.with(sha256).next())
        return true;
    // A name is hex digits: it stands in the list or it does not.
    Query delivery(db_, "SELECT 1 FROM outbox WHERE files IS NOT NULL AND instr(files, ?1) > 0 LIMIT 1");
    return delivery.with(sha256).next();
}

std::vector<std::string> SqlAttachments::drop(std::int64_t seq)
{
    std::vector<std::string> names;
    Query query(db_, "DELETE FROM attachment WHERE seq = ?1 RETURNING sha256");
    query.with(seq);
    while (query.next()) {
        std::string name;
        query.into(name);
        if (!name.empty())
            names.push_back(std::move(name));
    }
    return names;
}

std::vector<OutboxId> SqlAttachments::carriers(std::string_view sha256)
{
    std::vector<OutboxId> ids;
    Query query(db_, "SELECT id FROM outbox WHERE files IS NOT NULL AND instr(files, ?1) > 0 AND NOT EXISTS"
                     " (SELECT 1 FROM attachment WHERE state = 1 AND sha256 = ?1) ORDER BY id");
    query.with(sha256);
    for (OutboxId id{}; query.next();) {
        query.into(id);
        ids.push_back(id);
    }
    return ids;
}

void SqlAttachments::discard(std::string_view sha256)
{
    Query query(db_, "INSERT INTO discarded_file(sha256) VALUES(?1) ON CONFLICT(sha256) DO NOTHING");
    query.with(sha256).run();
}

std::vector<std::string> SqlAttachments::discarded(int limit)
{
    std::vector<std::string> names;
    Query query(db_, "SELECT sha256 FROM discarded_file ORDER BY sha256 LIMIT ?1");
    query.with(std::max(limit, 0));
    while (query.next())
        query.into(names.emplace_back());
    return names;
}

void SqlAttachments::forget_discarded(std::string_view sha256)
{
    Query query(db_, "DELETE FROM discarded_file WHERE sha256 = ?1");
    query.with(sha256).run();
}

void SqlAttachments::set_back(TimePoint now, Duration step)
{
    Query query(db_, "UPDATE attachment SET next_at = next_at - ?2 WHERE state = 0 AND next_at > ?1");
    query.with(now, step.count()).run();
}

} // namespace langnghe::sql
