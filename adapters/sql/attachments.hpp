#pragma once
// Follows the messages by their number; fact 'attachments' says how far.

#include "adapters/sql/channels.hpp"
#include "adapters/sql/facts.hpp"
#include "core/store/attachments.hpp"

namespace langnghe::sql {

class SqlAttachments final : public Attachments
{
public:
    SqlAttachments(Connection& db, Channels& channels, Facts& facts) : db_(db), channels_(channels), facts_(facts) {}

    int follow(TimePoint now, int limit) override;
    std::vector<AttachedFile> due(TimePoint now, int limit) override;
    std::optional<TimePoint> next_due() override;
    std::optional<AttachedFile> find(AttachmentId id) override;
    void save(const AttachedFile& file) override;
    std::vector<AttachedFile> of_ticket(TicketId ticket) override;
    FileGauges gauges() override;
    std::vector<FileName> stored_after(std::string_view sha256, int limit) override;
    bool needs(std::string_view sha256) override;
    std::vector<std::string> drop(std::int64_t seq) override;
    std::vector<OutboxId> carriers(std::string_view sha256) override;
    void discard(std::string_view sha256) override;
    std::vector<std::string> discarded(int limit) override;
    void forget_discarded(std::string_view sha256) override;
    void set_back(TimePoint now, Duration step) override;

private:
    AttachedFile read(Query& query);
    void expect(std::int64_t seq, const std::vector<Attachment>& attachments, TimePoint now);

    Connection& db_;
    Channels& channels_;
    Facts& facts_;
};

} // namespace langnghe::sql
