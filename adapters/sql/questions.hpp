#pragma once

#include "adapters/sql/channels.hpp"
#include "core/store/tx.hpp"

namespace langnghe::sql {

class SqlQuestions final : public Questions
{
public:
    SqlQuestions(Connection& db, Channels& channels) : db_(db), channels_(channels) {}

    void ask(const Question& question) override;
    std::optional<Question> newest_open(std::string_view channel, std::string_view chat, TimePoint since) override;
    void close(std::int64_t id) override;

private:
    Connection& db_;
    Channels& channels_;
};

} // namespace langnghe::sql
