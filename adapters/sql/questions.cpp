#include "adapters/sql/questions.hpp"

namespace langnghe::sql {

void SqlQuestions::ask(const Question& question)
{
    Query query(db_, "INSERT INTO question(channel, chat, ticket, kind, asked_at, closed)"
                     " VALUES(?1, ?2, ?3, ?4, ?5, 0)");
    query.with(channels_.number(question.channel), question.chat, question.ticket, question.kind, question.asked_at);
    query.run();
}

std::optional<Question> SqlQuestions::newest_open(std::string_view channel, std::string_view chat, TimePoint since)
{
    Query query(db_, "SELECT id, channel, chat, ticket, kind, asked_at FROM question WHERE closed = 0 AND channel = ?1"
                     " AND chat = ?2 AND asked_at >= ?3 ORDER BY asked_at DESC, id DESC LIMIT 1");
    if (!query.with(channels_.find(channel), chat, since).next())
        return std::nullopt;
    Question question;
    std::int64_t number = 0;
    query.into(question.id, number, question.chat, question.ticket, question.kind, question.asked_at);
    question.channel = channels_.name(number);
    return question;
}

void SqlQuestions::close(std::int64_t id)
{
    Query query(db_, "UPDATE question SET closed = 1 WHERE id = ?1");
    query.with(id).run();
}

} // namespace langnghe::sql
