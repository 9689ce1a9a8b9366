#include "bot/commune/tokens.hpp"

#include "core/credentials/keep.hpp"
#include "core/store/credentials.hpp"

namespace langnghe {
namespace {

using credentials::Grant;
using credentials::TokenPair;

TokenPair configured_pair(const Channel& channel)
{
    return {channel.section.access_token, channel.section.refresh_token};
}

Grant adopt(const CommuneSetup& setup, const Channel& channel, const Grant& before, const TokenPair& pair,
            Duration life, TimePoint now)
{
    auto sealed = setup.vault.seal(channel.section.name, before.number + 1, pair);
    return credentials::adopt(before, std::move(sealed), !pair.refresh.empty(), life, now);
}

} // namespace

Grant stored_grant(Tx& tx, const CommuneSetup& setup, const Channel& channel, TimePoint now)
{
    const auto& name = channel.section.name;
    const Grant stored = tx.credentials().find(name).value_or(Grant{});
    const TokenPair configured = configured_pair(channel);
    const auto origin = secrets::digest_of(configured);
    if (origin.empty() || origin == stored.origin)
        return stored;
    Grant grant = adopt(setup, channel, stored, configured, credentials::usual_life, now);
    grant.origin = origin;
    tx.credentials().save(name, grant);
    return grant;
}

bool replace_grant(Tx& tx, std::string_view channel, const Grant& grant, std::int64_t before)
{
    const auto stored = tx.credentials().find(channel);
    if (stored && stored->number != before)
        return false;
    tx.credentials().save(channel, grant);
    return true;
}

void connect(Tx& tx, const CommuneSetup& setup, const Channel& channel, const credentials::GrantAnswer& answer,
             TimePoint now)
{
    const auto& name = channel.section.name;
    const Grant stored = tx.credentials().find(name).value_or(Grant{});
    Grant grant = adopt(setup, channel, stored, answer.tokens, answer.life, now);
    grant.origin = secrets::digest_of(configured_pair(channel));
    tx.credentials().save(name, grant);
}

void doubt_grants(Tx& tx, const CommuneSetup& setup, TimePoint now)
{
    for (const auto& [name, channel] : setup.channels) {
        if (channel.renewing == nullptr)
            continue;
        Grant grant = tx.credentials().find(name).value_or(Grant{});
        grant.origin = secrets::digest_of(configured_pair(channel));
        credentials::lose(grant, "the store was restored from a backup, and its tokens may be spent since", now);
        tx.credentials().save(name, grant);
    }
}

} // namespace langnghe
