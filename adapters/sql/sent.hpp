#pragma once

#include "adapters/sql/channels.hpp"
#include "core/store/sent.hpp"

namespace langnghe::sql {

class SqlOutbox;

class SqlSent final : public Sent
{
public:
    SqlSent(Connection& db, Channels& channels, SqlOutbox& outbox) : db_(db), channels_(channels), outbox_(outbox) {}

    outbox::Usage usage(std::string_view channel, std::int64_t month) override;
    std::vector<Button> last_choices(std::string_view channel, std::string_view chat, TimePoint since) override;
    bool told(std::string_view channel, std::string_view chat, std::string_view text, TimePoint since) override;

private:
    Connection& db_;
    Channels& channels_;
    SqlOutbox& outbox_;
};

} // namespace langnghe::sql
