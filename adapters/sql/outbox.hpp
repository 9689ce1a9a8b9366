#pragma once
// Order per chat: a row may go out when no earlier row of its chat that still waits (queued, claimed or held) holds it
// back, as core/outbox/order.hpp says. Such a row is a head; a chat has at most one of each rank. Settled rows hold
// nothing back; a dead letter that is queued again stands first once more.

#include "adapters/sql/channels.hpp"
#include "adapters/sql/tally.hpp"
#include "core/store/tx.hpp"

namespace langnghe::sql {

class SqlOutbox final : public OutboxRepository
{
public:
    SqlOutbox(Connection& db, Channels& channels) : db_(db), channels_(channels) {}

    OutboxId add(const OutboxItem& item) override;
    std::optional<OutboxItem> find(OutboxId id) override;
    void save(const OutboxItem& item) override;
    std::vector<OutboxItem> due(std::string_view channel, TimePoint now, int limit,
                                const std::vector<std::string>& busy) override;
    void claim(OutboxId id, TimePoint lease_until) override;
    std::vector<OutboxItem> orphans(std::string_view channel, std::optional<TimePoint> now) override;
    std::optional<TimePoint> next_due(std::string_view channel) override;
    std::vector<OutboxItem> waiting(std::string_view channel, std::string_view chat, Rank rank, int limit) override;
    std::vector<OutboxItem> stuck(std::string_view channel, std::string_view chat) override;
    std::vector<OutboxItem> bundled(OutboxId lead) override;
    std::vector<OutboxItem> list(const OutboxFilter& filter) override; // newest first
    std::map<DeliveryState, std::int64_t> counts(std::string_view channel) override;
    std::optional<TimePoint> oldest_waiting(std::string_view channel) override;
    int release() override;
    int hold_all() override;
    int set_back(std::string_view channel, TimePoint now, Duration step) override;
    void move_chat(std::string_view channel, std::string_view from, std::string_view to) override;

    void settle();
    void forget();

private:
    using Counted = std::pair<std::int64_t, DeliveryState>; // channel and state
    using SentIn = std::pair<std::int64_t, std::int64_t>;   // channel and month

    int change_all(const char* sql, DeliveryState from, DeliveryState to);
    OutboxItem read(Query& query);
    std::vector<OutboxItem> read_all(Query& ids);
    // Whether something of its rank or a more urgent one waits in its chat since before it.
    bool comes_later(std::int64_t channel, const OutboxItem& item);
    bool is_held_back(std::int64_t channel, const OutboxItem& item);
    // The first rows of the chat become its heads, and no others.
    void set_heads(std::int64_t channel, std::string_view chat);

    Connection& db_;
    Channels& channels_;
    Tally<Counted> tally_;
    Tally<SentIn> sent_;
};

} // namespace langnghe::sql
