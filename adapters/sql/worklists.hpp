#pragma once
#include "adapters/sql/forms.hpp"
#include "core/store/worklists.hpp"

namespace langnghe::sql {

class SqlWorklists final : public Worklists
{
public:
    SqlWorklists(Connection& db, Channels& channels) : db_(db), forms_(db, channels) {}
    std::vector<WorkItem> in_intake(int limit) override;
    std::vector<WorkItem> of_department(std::string_view department, int limit) override;
    std::vector<WorkItem> pressing(std::string_view department, int limit) override;
    std::vector<WorkItem> overdue(TimePoint now, int limit) override;
    std::vector<WorkItem> overdue_of(std::string_view department, TimePoint now, int limit) override;
    std::vector<WorkItem> asking_extension(int limit) override;
    std::vector<WorkItem> in_recheck(int limit) override;
    std::vector<WorkItem> kept(int limit) override;
    Forms& forms() override { return forms_; }

private:
    Connection& db_;
    SqlForms forms_;
};

} // namespace langnghe::sql
