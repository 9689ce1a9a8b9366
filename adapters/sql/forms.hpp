#pragma once
#include "adapters/sql/channels.hpp"
#include "adapters/sql/connection.hpp"
#include "core/store/forms.hpp"

namespace langnghe::sql {

class SqlForms final : public Forms
{
public:
    SqlForms(Connection& db, Channels& channels) : db_(db), channels_(channels) {}
    OfficerForm open(OfficerForm form) override;
    std::optional<OfficerForm> find(IdentityId identity, std::string_view channel, std::string_view chat,
                                    TimePoint since) override;
    std::vector<OfficerForm> asking(TicketId ticket, int what) override;
    std::vector<OfficerForm> of(IdentityId identity, int what) override;
    void close(const OfficerForm& form) override;

private:
    OfficerForm read(Query& query);
    std::vector<OfficerForm> read_all(Query& query);

    Connection& db_;
    Channels& channels_;
};

} // namespace langnghe::sql
