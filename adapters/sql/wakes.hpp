#pragma once
#include "adapters/sql/connection.hpp"
#include "adapters/sql/facts.hpp"
#include "core/store/wakes.hpp"

namespace langnghe::sql {

class SqlWakes final : public Wakes
{
public:
    SqlWakes(Connection& db, Facts& facts) : db_(db), facts_(facts) {}

    Touched follow(int limit) override;
    void set(TicketId ticket, std::optional<TimePoint> at) override;
    void forget(TicketId ticket) override;
    std::vector<TicketId> due(TimePoint now, int limit) override;
    std::optional<TimePoint> next_due() override;
    bool said(TicketId ticket, std::string_view what) override;
    bool say_once(TicketId ticket, std::string_view what) override;

private:
    Connection& db_;
    Facts& facts_;
};

} // namespace langnghe::sql
