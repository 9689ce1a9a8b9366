#include "adapters/sql/scores.hpp"

namespace langnghe::sql {
namespace {

void count(ScoreFigures& figures, int score, std::int64_t rows)
{
    figures.asked += rows;
    if (score < 1 || score > 5)
        return;
    figures.answered += rows;
    figures.of[static_cast<std::size_t>(score - 1)] += rows;
}

} // namespace

Score SqlScores::read(Query& query)
{
    Score score;
    std::int64_t channel = 0;
    query.into(score.ticket, score.closure, channel, score.chat, score.asked_at, score.reminded_at, score.score,
               score.answered_at, score.comment_seq, score.comment);
    score.channel = channels_.name(channel);
    return score;
}

std::optional<Score> SqlScores::find(TicketId ticket, int closure)
{
    Query query(db_, "SELECT s.ticket, closure, channel, chat, asked_at, reminded_at, score, answered_at, comment,"
                     " coalesce(text, '') FROM score s LEFT JOIN journal ON seq = comment"
                     " WHERE s.ticket = ?1 AND closure = ?2");
    if (!query.with(ticket, closure).next())
        return std::nullopt;
    return read(query);
}

void SqlScores::save(const Score& score)
{
    Query query(db_, "INSERT INTO score(ticket, closure, channel, chat, asked_at, reminded_at, score, answered_at,"
                     " comment) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT(ticket, closure) DO UPDATE SET"
                     " reminded_at = excluded.reminded_at, score = excluded.score,"
                     " answered_at = excluded.answered_at, comment = excluded.comment");
    query.with(score.ticket, score.closure, channels_.number(score.channel), score.chat, score.asked_at,
               score.reminded_at, score.score, score.answered_at, score.comment_seq);
    query.run();
}

std::vector<Score> SqlScores::of_ticket(TicketId ticket)
{
    std::vector<Score> scores;
    Query query(db_, "SELECT s.ticket, closure, channel, chat, asked_at, reminded_at, score, answered_at, comment,"
                     " coalesce(text, '') FROM score s LEFT JOIN journal ON seq = comment"
                     " WHERE s.ticket = ?1 ORDER BY closure");
    for (query.with(ticket); query.next();)
        scores.push_back(read(query));
    return scores;
}

std::optional<Score> SqlScores::newest_in(std::string_view channel, std::string_view chat, TimePoint since)
{
    Query query(db_, "SELECT s.ticket, closure, channel, chat, asked_at, reminded_at, score, answered_at, comment,"
                     " coalesce(text, '') FROM score s LEFT JOIN journal ON seq = comment"
                     " WHERE channel = ?1 AND chat = ?2 AND asked_at >= ?3 ORDER BY asked_at DESC, s.ticket DESC"
                     " LIMIT 1");
    if (!query.with(channels_.find(channel), chat, since).next())
        return std::nullopt;
    return read(query);
}

ScoreFigures SqlScores::figures(TimePoint from, TimePoint until, std::string_view area)
{
    ScoreFigures figures;
    Query query(db_, "SELECT score, count(*) FROM score JOIN ticket ON ticket.id = score.ticket"
                     " WHERE asked_at >= ?1 AND asked_at < ?2 AND nature <> 6 AND suspected = 0"
                     " AND (?3 = '' OR area = ?3) GROUP BY score");
    for (query.with(from, until, area); query.next();) {
        int score = 0;
        std::int64_t rows = 0;
        query.into(score, rows);
        count(figures, score, rows);
    }
    return figures;
}

} // namespace langnghe::sql
