#pragma once
// The grants of a commune's channels in its store, for the daemon and the command line alike.

#include "bot/commune/setup.hpp"
#include "core/credentials/grant.hpp"

#include <string_view>

namespace langnghe {

// The grant as it stands. The configuration's pair takes its place once: when it is there for the first time, and when
// somebody wrote another one. Empty where there is neither.
credentials::Grant stored_grant(Tx& tx, const CommuneSetup& setup, const Channel& channel, TimePoint now);

// Stores it unless the stored pair is another one than `before`: then false.
bool replace_grant(Tx& tx, std::string_view channel, const credentials::Grant& grant, std::int64_t before);

// A pair that a person has brought.
void connect(Tx& tx, const CommuneSetup& setup, const Channel& channel, const credentials::GrantAnswer& answer,
             TimePoint now);

// After a restore: the pair of a backup may be spent since.
void doubt_grants(Tx& tx, const CommuneSetup& setup, TimePoint now);

} // namespace langnghe
