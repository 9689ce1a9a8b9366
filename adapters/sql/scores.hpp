#pragma once
#include "adapters/sql/channels.hpp"
#include "adapters/sql/connection.hpp"
#include "core/store/scores.hpp"

namespace langnghe::sql {

class SqlScores final : public Scores
{
public:
    SqlScores(Connection& db, Channels& channels) : db_(db), channels_(channels) {}

    std::optional<Score> find(TicketId ticket, int closure) override;
    void save(const Score& score) override;
    std::vector<Score> of_ticket(TicketId ticket) override;
    std::optional<Score> newest_in(std::string_view channel, std::string_view chat, TimePoint since) override;
    ScoreFigures figures(TimePoint from, TimePoint until, std::string_view area) override;

private:
    Score read(Query& query);

    Connection& db_;
    Channels& channels_;
};

} // namespace langnghe::sql
