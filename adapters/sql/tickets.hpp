#pragma once

#include "adapters/sql/channels.hpp"
#include "core/store/tx.hpp"

namespace langnghe::sql {

class SqlTickets final : public Tickets
{
public:
    SqlTickets(Connection& db, Channels& channels) : db_(db), channels_(channels) {}

    Ticket open(Ticket ticket) override;
    std::optional<Ticket> find(TicketId id) override;
    std::optional<Ticket> by_code(const TicketCode& code) override;
    bool save(Ticket& ticket) override;
    std::optional<Ticket> newest_of(IdentityId reporter, std::string_view channel, std::string_view chat) override;
    std::vector<Ticket> list(const TicketFilter& filter) override;
    int opened_since(IdentityId reporter, TimePoint since) override;
    std::map<Status, std::int64_t> counts() override;

private:
    std::int64_t next_number(int year);
    std::optional<Ticket> first(Query& query);
    void collect(Query& query, std::vector<Ticket>& tickets);
    Ticket read(Query& query);

    Connection& db_;
    Channels& channels_;
};

} // namespace langnghe::sql
