#pragma once

#include "adapters/sql/channels.hpp"
#include "core/store/tx.hpp"

namespace langnghe::sql {

class SqlInbox final : public Inbox
{
public:
    static constexpr std::int64_t most_parked = 10'000;

    SqlInbox(Connection& db, Channels& channels) : db_(db), channels_(channels) {}

    bool knows(std::string_view channel, std::string_view key) override;
    bool remember(std::string_view channel, std::string_view key, TimePoint now) override;
    void park(const ParkedEvent& event) override;
    std::vector<ParkedEvent> parked(int limit) override; // oldest first
    std::int64_t parked_count() override;
    void unpark(ParkedId id) override;
    int forget_before(TimePoint time, int limit) override;

private:
    Connection& db_;
    Channels& channels_;
};

} // namespace langnghe::sql
