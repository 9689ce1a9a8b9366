#pragma once

#include "adapters/sql/connection.hpp"
#include "core/store/tx.hpp"

namespace langnghe::sql {

class SqlJournal final : public JournalRepository
{
public:
    explicit SqlJournal(Connection& db) : db_(db) {}

    // The salt must be set where there is text: std::logic_error otherwise.
    journal::Entry append(journal::Entry entry) override;
    std::vector<journal::Entry> of_ticket(TicketId ticket) override;
    std::vector<journal::Entry> after(std::int64_t seq, int limit) override;
    std::optional<journal::Entry> last() override;

    // After a rollback: the head may be gone.
    void forget() { head_.reset(); }

private:
    struct Head
    {
        std::int64_t seq = 0;
        TimePoint at;
        hash::Digest hash{};
    };

    const Head& head();

    Connection& db_;
    std::optional<Head> head_; // one connection writes: what it wrote last stays the head
};

} // namespace langnghe::sql
