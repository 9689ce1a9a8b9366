#pragma once
#include "adapters/sql/channels.hpp"
#include "adapters/sql/connection.hpp"
#include "core/store/figures.hpp"

namespace langnghe::sql {

class SqlFigures final : public Figures
{
public:
    SqlFigures(Connection& db, Channels& channels) : db_(db), channels_(channels) {}

    std::vector<Case> cases(TimePoint since) override;
    std::vector<CaseStep> steps(TimePoint since) override;
    std::int64_t sealed_received(TimePoint from, TimePoint until) override;

private:
    std::int64_t first_entry(TimePoint since);

    Connection& db_;
    Channels& channels_;
};

} // namespace langnghe::sql
