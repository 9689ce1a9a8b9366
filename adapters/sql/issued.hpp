#pragma once
#include "adapters/sql/connection.hpp"
#include "core/store/issued.hpp"

namespace langnghe::sql {

class SqlIssuedReports final : public IssuedReports
{
public:
    explicit SqlIssuedReports(Connection& db) : db_(db) {}

    void add(const IssuedReport& issued) override;
    std::optional<IssuedReport> find(const report::Period& period, int version) override;
    std::vector<IssuedReport> list(int limit) override;
    void add_remark(const report::Period& period, const ReportRemark& remark) override;
    std::vector<ReportRemark> remarks(const report::Period& period) override;
    void ask(const AskedReport& asked) override;
    std::vector<AskedReport> asked(int limit) override;
    void answered(const AskedReport& asked) override;

private:
    Connection& db_;
};

} // namespace langnghe::sql
