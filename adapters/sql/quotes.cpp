#include "adapters/sql/quotes.hpp"

#include <algorithm>

namespace langnghe::sql {
namespace {

constexpr const char* all_columns = "SELECT id, channel, chat, thread, from_id, from_name, from_chat, message, quoted,"
                                    " words, at, attempts, next_at FROM quote_request";

} // namespace

void SqlQuoteRequests::add(const QuoteRequest& request)
{
    Query query(db_, "INSERT INTO quote_request(channel, chat, thread, from_id, from_name, from_chat, message, quoted,"
                     " words, at, attempts, next_at) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)");
    query.with(channels_.number(request.channel), request.chat.id, request.chat.thread, request.from.id,
               request.from.name, request.from.is_chat, request.message, request.quoted, request.words, request.at,
               request.attempts, request.next_at);
    query.run();
}

QuoteRequest SqlQuoteRequests::read(Query& query)
{
    QuoteRequest request;
    std::int64_t channel = 0;
    query.into(request.id, channel, request.chat.id, request.chat.thread, request.from.id, request.from.name,
               request.from.is_chat, request.message, request.quoted, request.words, request.at, request.attempts,
               request.next_at);
    request.channel = channels_.name(channel);
    request.chat.kind = ChatKind::group;
    return request;
}

std::optional<QuoteRequest> SqlQuoteRequests::find(std::int64_t id)
{
    static const std::string by_id = std::string(all_columns) + " WHERE id = ?1";
    Query query(db_, by_id.c_str());
    if (!query.with(id).next())
        return std::nullopt;
    return read(query);
}

// A handful of rows at any time: no index.
std::vector<QuoteRequest> SqlQuoteRequests::due(std::string_view channel, TimePoint now, int limit)
{
    static const std::string next =
        std::string(all_columns) + " WHERE channel = ?1 AND next_at <= ?2 ORDER BY id LIMIT ?3";
    std::vector<QuoteRequest> requests;
    Query query(db_, next.c_str());
    query.with(channels_.find(channel), now, std::max(limit, 0));
    while (query.next())
        requests.push_back(read(query));
    return requests;
}

std::optional<TimePoint> SqlQuoteRequests::next_due(std::string_view channel)
{
    Query query(db_, "SELECT next_at FROM quote_request WHERE channel = ?1 ORDER BY next_at LIMIT 1");
    return query.with(channels_.find(channel)).value<TimePoint>();
}

void SqlQuoteRequests::save(const QuoteRequest& request)
{
    Query query(db_, "UPDATE quote_request SET attempts = ?2, next_at = ?3 WHERE id = ?1");
    query.with(request.id, request.attempts, request.next_at).run();
}

void SqlQuoteRequests::remove(std::int64_t id)
{
    Query query(db_, "DELETE FROM quote_request WHERE id = ?1");
    query.with(id).run();
}

} // namespace langnghe::sql
