#pragma once

#include "adapters/sql/channels.hpp"
#include "core/store/credentials.hpp"

namespace langnghe::sql {

class SqlCredentials final : public Credentials
{
public:
    SqlCredentials(Connection& db, Channels& channels) : db_(db), channels_(channels) {}

    std::optional<credentials::Grant> find(std::string_view channel) override;
    void save(std::string_view channel, const credentials::Grant& grant) override;

private:
    Connection& db_;
    Channels& channels_;
};

} // namespace langnghe::sql
