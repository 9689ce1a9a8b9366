#pragma once

#include "adapters/sql/channels.hpp"
#include "core/store/tx.hpp"

#include <map>

namespace langnghe::sql {

class SqlPeople final : public People
{
public:
    SqlPeople(Connection& db, Channels& channels) : db_(db), channels_(channels) {}

    std::optional<Identity> find(std::string_view channel, std::string_view external_id) override;
    std::optional<Identity> find(IdentityId id) override;
    Identity add(Identity identity) override;
    void save(const Identity& identity) override;
    std::vector<Identity> identities_of(UserId user) override;

    User add_user(User user) override;
    void save_user(const User& user) override;
    std::optional<User> find_user(UserId id) override;
    std::optional<User> find_user(std::string_view name) override;
    std::vector<User> users() override;

    void add_code(const LinkCode& code) override;
    std::optional<LinkCode> find_code(std::string_view digest) override;
    void burn_code(std::string_view digest) override;
    void burn_all_codes() override;
    int wrong_tries_since(IdentityId identity, TimePoint since) override;
    void add_wrong_try(IdentityId identity, TimePoint now) override;

    void forget();

private:
    Identity read_identity(Query& query);

    Connection& db_;
    Channels& channels_;
    // Who is told of every new message changes rarely: the one connection that writes remembers it.
    std::optional<std::vector<User>> users_;
    std::map<UserId, std::vector<Identity>> identities_;
};

} // namespace langnghe::sql
