#pragma once
// An "edit" entry belongs to the message whose entry it names in its facts: "of=SEQ".

#include "adapters/sql/channels.hpp"
#include "core/store/tx.hpp"

namespace langnghe::sql {

class SqlMessages final : public Messages
{
public:
    SqlMessages(Connection& db, Channels& channels) : db_(db), channels_(channels) {}

    void add(const MessageRow& message) override;
    void mark_edited(std::string_view channel, std::string_view chat, std::string_view message) override;
    void add_sent(const OutboxItem& item) override;
    std::optional<MessageReference> find(std::string_view channel, std::string_view chat,
                                         std::string_view message) override;
    std::optional<TicketId> of_album(std::string_view channel, std::string_view chat, std::string_view album) override;
    std::optional<TicketId> of_original(std::string_view channel, std::string_view original) override;
    bool wrote_near(TicketId ticket, IdentityId author, IdentityId forwarded_by, TimePoint at, Duration span) override;
    void name_author(TicketId ticket, std::string_view name) override;
    std::vector<MessageRow> of_ticket(TicketId ticket) override;

private:
    MessageRow read(Query& query);
    void add_versions(TicketId ticket, std::vector<MessageRow>& messages);

    Connection& db_;
    Channels& channels_;
};

} // namespace langnghe::sql
