#pragma once
#include "adapters/sql/connection.hpp"
#include "core/store/warnings.hpp"

namespace langnghe::sql {

class SqlWarnings final : public Warnings
{
public:
    explicit SqlWarnings(Connection& db) : db_(db) {}

    Warning add(Warning warning) override;
    std::optional<Warning> find(WarningId id) override;
    void save(const Warning& warning) override;
    std::vector<Warning> newest(int limit) override;
    std::vector<Warning> in_state(Warning::State state) override;
    bool confirm(WarningId id, UserId user, TimePoint now) override;
    std::vector<UserId> confirmed_by(WarningId id) override;
    std::vector<Neighbour> people_after(IdentityId person, std::string_view area, int limit) override;
    std::optional<WarningAnswer> answer(WarningId id, IdentityId person) override;
    void save(const WarningAnswer& answer) override;
    void count_group(WarningId id) override;
    WarningFigures figures(WarningId id) override;

private:
    Connection& db_;
};

} // namespace langnghe::sql
