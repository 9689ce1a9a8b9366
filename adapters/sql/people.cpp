#include "adapters/sql/people.hpp"

#include <algorithm>
#include <chrono>

namespace langnghe::sql {
namespace {

// Wrong tries count within minutes; a day later they say nothing.
constexpr Duration tries_kept = std::chrono::hours{24};

User read_user(Query& query)
{
    User user;
    std::uint16_t roles = 0;
    query.into(user.id, user.name, roles, user.department, user.disabled);
    user.roles = Roles::from_bits(roles);
    return user;
}

std::optional<User> first_user(Query& query)
{
    if (!query.next())
        return std::nullopt;
    return read_user(query);
}

} // namespace

Identity SqlPeople::read_identity(Query& query)
{
    Identity identity;
    std::int64_t channel = 0;
    query.into(identity.id, channel, identity.external_id, identity.name, identity.user, identity.greeted,
               identity.terms, identity.stopped, identity.unreachable, identity.last_inbound_at);
    identity.channel = channels_.name(channel);
    return identity;
}

std::optional<Identity> SqlPeople::find(std::string_view channel, std::string_view external_id)
{
    Query query(db_, "SELECT id, channel, external_id, name, account, greeted, terms, stopped, unreachable,"
                     " last_inbound_at FROM identity WHERE channel = ?1 AND external_id = ?2");
    if (!query.with(channels_.find(channel), external_id).next())
        return std::nullopt;
    return read_identity(query);
}

std::optional<Identity> SqlPeople::find(IdentityId id)
{
    Query query(db_, "SELECT id, channel, external_id, name, account, greeted, terms, stopped, unreachable,"
                     " last_inbound_at FROM identity WHERE id = ?1");
    if (!query.with(id).next())
        return std::nullopt;
    return read_identity(query);
}

void SqlPeople::forget()
{
    users_.reset();
    identities_.clear();
}

Identity SqlPeople::add(Identity identity)
{
    identities_.erase(identity.user);
    Query query(db_, "INSERT INTO identity(channel, external_id, name, account, greeted, terms, stopped, unreachable,"
                     " last_inbound_at) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
    query.with(channels_.number(identity.channel), identity.external_id, identity.name, identity.user, identity.greeted,
               identity.terms, identity.stopped, identity.unreachable, identity.last_inbound_at);
    query.run();
    identity.id = static_cast<IdentityId>(db_.last_id());
    return identity;
}

void SqlPeople::save(const Identity& identity)
{
    const auto holds = [&](const auto& known) {
        return known.first == identity.user ||
               std::ranges::find(known.second, identity.id, &Identity::id) != known.second.end();
    };
    std::erase_if(identities_, holds);
    Query query(db_, "UPDATE identity SET name = ?2, account = ?3, greeted = ?4, terms = ?5, stopped = ?6,"
                     " unreachable = ?7, last_inbound_at = ?8 WHERE id = ?1");
    query.with(identity.id, identity.name, identity.user, identity.greeted, identity.terms, identity.stopped,
               identity.unreachable, identity.last_inbound_at);
    query.run();
}

std::vector<Identity> SqlPeople::identities_of(UserId user)
{
    if (const auto known = identities_.find(user); known != identities_.end())
        return known->second;
    std::vector<Identity> identities;
    Query query(db_, "SELECT id, channel, external_id, name, account, greeted, terms, stopped, unreachable,"
                     " last_inbound_at FROM identity WHERE account = ?1 ORDER BY id");
    query.with(user);
    while (query.next())
        identities.push_back(read_identity(query));
    if (!db_.read_only())
        identities_[user] = identities;
    return identities;
}

User SqlPeople::add_user(User user)
{
    users_.reset();
    Query query(db_, "INSERT INTO account(name, roles, department, disabled) VALUES(?1, ?2, ?3, ?4) RETURNING id");
    query.with(user.name, user.roles.bits(), user.department, user.disabled);
    user.id = query.value<UserId>().value();
    query.run();
    return user;
}

void SqlPeople::save_user(const User& user)
{
    users_.reset();
    Query query(db_, "UPDATE account SET name = ?2, roles = ?3, department = ?4, disabled = ?5 WHERE id = ?1");
    query.with(user.id, user.name, user.roles.bits(), user.department, user.disabled).run();
}

std::optional<User> SqlPeople::find_user(UserId id)
{
    Query query(db_, "SELECT id, name, roles, department, disabled FROM account WHERE id = ?1");
    return first_user(query.with(id));
}

std::optional<User> SqlPeople::find_user(std::string_view name)
{
    Query query(db_, "SELECT id, name, roles, department, disabled FROM account WHERE name = ?1");
    return first_user(query.with(name));
}

std::vector<User> SqlPeople::users()
{
    if (users_)
        return *users_;
    std::vector<User> users;
    Query query(db_, "SELECT id, name, roles, department, disabled FROM account ORDER BY id");
    while (query.next())
        users.push_back(read_user(query));
    if (!db_.read_only())
        users_ = users;
    return users;
}

void SqlPeople::add_code(const LinkCode& code)
{
    Query query(db_, "INSERT INTO link_code(digest, account, organization, area, expires_at)"
                     " VALUES(?1, ?2, ?3, ?4, ?5)");
    query.with(code.digest, code.user, code.organization, code.area, code.expires_at).run();
}

std::optional<LinkCode> SqlPeople::find_code(std::string_view digest)
{
    Query query(db_, "SELECT digest, account, organization, area, expires_at FROM link_code WHERE digest = ?1");
    if (!query.with(digest).next())
        return std::nullopt;
    LinkCode code;
    query.into(code.digest, code.user, code.organization, code.area, code.expires_at);
    return code;
}

void SqlPeople::burn_code(std::string_view digest)
{
    Query query(db_, "DELETE FROM link_code WHERE digest = ?1");
    query.with(digest).run();
}

void SqlPeople::burn_all_codes() { db_.run("DELETE FROM link_code"); }

int SqlPeople::wrong_tries_since(IdentityId identity, TimePoint since)
{
    Query query(db_, "SELECT coalesce(sum(count), 0) FROM wrong_try WHERE identity = ?1 AND at >= ?2");
    return query.with(identity, since).value<int>().value_or(0);
}

void SqlPeople::add_wrong_try(IdentityId identity, TimePoint now)
{
    Query old(db_, "DELETE FROM wrong_try WHERE identity = ?1 AND at < ?2");
    old.with(identity, now - tries_kept).run();
    Query query(db_, "INSERT INTO wrong_try(identity, at, count) VALUES(?1, ?2, 1)"
                     " ON CONFLICT(identity, at) DO UPDATE SET count = count + 1");
    query.with(identity, now).run();
}

} // namespace langnghe::sql
