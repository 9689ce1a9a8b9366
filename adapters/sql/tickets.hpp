#pragma once

#include "adapters/sql/channels.hpp"
#include "adapters/sql/tally.hpp"
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

    void settle();
    void forget();

private:
    std::int64_t next_number(int year);
    bool move(const Ticket& ticket);
    bool update(const Ticket& ticket);
    std::vector<Ticket> newest_open(std::int64_t before, std::optional<std::int64_t> channel, int limit);
    Ticket read(Query& query);

    Connection& db_;
    Channels& channels_;
    Tally<Status> tally_;
    std::map<int, std::int64_t> numbers_; // the last code number of a year
    bool numbers_given_ = false;          // since they were written
};

} // namespace langnghe::sql
