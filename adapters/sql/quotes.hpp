#pragma once
#include "adapters/sql/channels.hpp"
#include "adapters/sql/connection.hpp"
#include "core/store/quotes.hpp"

namespace langnghe::sql {

class SqlQuoteRequests final : public QuoteRequests
{
public:
    SqlQuoteRequests(Connection& db, Channels& channels) : db_(db), channels_(channels) {}

    void add(const QuoteRequest& request) override;
    std::optional<QuoteRequest> find(std::int64_t id) override;
    std::vector<QuoteRequest> due(std::string_view channel, TimePoint now, int limit) override;
    std::optional<TimePoint> next_due(std::string_view channel) override;
    void save(const QuoteRequest& request) override;
    void remove(std::int64_t id) override;

private:
    QuoteRequest read(Query& query);

    Connection& db_;
    Channels& channels_;
};

} // namespace langnghe::sql
