#include "adapters/sql/drafts.hpp"

#include "adapters/sql/codec.hpp"

namespace langnghe::sql {
namespace {

constexpr const char* all_columns = "SELECT d.seq, d.lead, d.author, d.channel, d.chat, d.message, d.album, d.at,"
                                    " d.latitude, d.longitude, d.attachments, coalesce(j.text, '')"
                                    " FROM draft d JOIN journal j ON j.seq = d.seq WHERE d.settled = 0";

} // namespace

void SqlDrafts::add(const Draft& draft)
{
    const auto& position = draft.position;
    Query query(db_, "INSERT INTO draft(seq, lead, author, channel, chat, message, album, at, latitude, longitude,"
                     " attachments, settled) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 0)");
    query.with(draft.seq, draft.lead, draft.author, channels_.number(draft.channel), draft.chat, draft.message,
               draft.album, draft.at, position ? std::optional(position->latitude) : std::nullopt,
               position ? std::optional(position->longitude) : std::nullopt, encode(draft.attachments));
    query.run();
}

Draft SqlDrafts::read(Query& query)
{
    Draft draft;
    std::int64_t channel = 0;
    std::optional<double> latitude;
    std::optional<double> longitude;
    std::optional<std::string> attachments;
    query.into(draft.seq, draft.lead, draft.author, channel, draft.chat, draft.message, draft.album, draft.at, latitude,
               longitude, attachments, draft.text);
    draft.channel = channels_.name(channel);
    if (latitude && longitude)
        draft.position = Position{*latitude, *longitude};
    draft.attachments = decode_attachments(attachments);
    return draft;
}

std::vector<Draft> SqlDrafts::open(std::int64_t lead)
{
    static const std::string of_lead = std::string(all_columns) + " AND d.lead = ?1 ORDER BY d.seq";
    std::vector<Draft> drafts;
    Query query(db_, of_lead.c_str());
    query.with(lead);
    while (query.next())
        drafts.push_back(read(query));
    return drafts;
}

std::optional<Draft> SqlDrafts::newest_open(IdentityId author, std::string_view channel, std::string_view chat,
                                            TimePoint since)
{
    static const std::string newest =
        std::string(all_columns) +
        " AND d.author = ?1 AND d.channel = ?2 AND d.chat = ?3 AND d.at >= ?4 ORDER BY d.seq DESC LIMIT 1";
    Query query(db_, newest.c_str());
    if (!query.with(author, channels_.find(channel), chat, since).next())
        return std::nullopt;
    return read(query);
}

std::optional<Draft> SqlDrafts::find(std::string_view channel, std::string_view chat, std::string_view message)
{
    static const std::string by_message =
        std::string(all_columns) + " AND d.channel = ?1 AND d.chat = ?2 AND d.message = ?3 LIMIT 1";
    Query query(db_, by_message.c_str());
    if (!query.with(channels_.find(channel), chat, message).next())
        return std::nullopt;
    return read(query);
}

void SqlDrafts::settle(std::int64_t lead)
{
    Query query(db_, "UPDATE draft SET settled = 1 WHERE lead = ?1");
    query.with(lead).run();
}

} // namespace langnghe::sql
