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

private:
    bool erase_entry(std::int64_t seq);

    Connection& db_;
    Channels& channels_;
    SqlSearch& search_;
};

} // namespace langnghe::sql
