#pragma once

#include "adapters/sql/channels.hpp"
#include "adapters/sql/search.hpp"
#include "core/store/privacy.hpp"

namespace langnghe::sql {

class SqlPrivacy final : public Privacy
{
public:
    SqlPrivacy(Connection& db, Channels& channels, SqlSearch& search) : db_(db), channels_(channels), search_(search) {}

    std::optional<ContactDetails> details(IdentityId person) override;
    void save_details(IdentityId person, const ContactDetails& details) override;
    void drop_details(IdentityId person) override;
    std::vector<Written> written_by(IdentityId author) override;
    int erase_message(const Written& message) override;
    int erase_parked(std::string_view channel, std::string_view external_id) override;
    int erase_said(TicketId ticket, std::string_view actor) override;
    int erase_ticket(TicketId ticket) override;
    void erase_deliveries_to(std::string_view channel, std::string_view chat) override;
    void unlink(TicketId ticket, IdentityId person, std::string_view channel, std::string_view chat) override;
    int drop_forgotten(TimePoint last_delivery, TimePoint last_word, int limit) override;
    void note(const Erasure& erasure) override;
    bool knows(const Erasure& erasure) override;
    std::vector<Erasure> erasures(std::int64_t after, int limit) override;
    std::vector<IdentityId> people_after(IdentityId last, int limit) override;
    std::vector<std::int64_t> kept_since(Keeping what, TimePoint before, int limit) override;
    void empty_delivery(std::int64_t id) override;

private:
    bool erase_entry(std::int64_t seq);
    int erase_all(Query& entries);
    void drop_forms(TicketId ticket);

    Connection& db_;
    Channels& channels_;
    SqlSearch& search_;
};

} // namespace langnghe::sql
