#pragma once
// People and chats as they are stored. Identity is (channel, external id as text): never joined by name.

#include "core/ids.hpp"
#include "core/people/role.hpp"
#include "core/time.hpp"

#include <optional>
#include <string>

namespace langnghe {

// One person on one channel, as the platform names them. Private chat and person have the same id on every platform
// we speak.
struct Identity
{
    IdentityId id = IdentityId::none;
    std::string channel;
    std::string external_id;
    std::string name;                         // display name, empty when unknown
    UserId user = UserId::none;               // set by /lienket
    bool greeted = false;                     // has had the first-contact notice
    std::string terms;                        // the version of the terms that was shown last
    bool stopped = false;                     // asked for no more pushes
    bool unreachable = false;                 // blocked us or vanished; revived by any inbound message
    std::optional<TimePoint> last_inbound_at; // opens the platform's reply window
};

struct User
{
    UserId id = UserId::none;
    std::string name;
    Roles roles;
    std::string department; // key of the taxonomy; empty: none
    bool disabled = false;
};

// A group chat; bound to an organization or an area, or not bound at all.
struct Group
{
    GroupId id = GroupId::none;
    std::string channel;
    std::string chat; // platform chat id
    std::string title;
    std::string organization; // key of the taxonomy
    std::string area;         // key of the taxonomy
    bool bound = false;
    bool told_unbound = false; // an unbound group gets one answer, then silence
    bool unreachable = false;
};

// What a code of ten Crockford characters gives to whoever types it first: a user's identity, or a group's binding.
struct LinkCode
{
    std::string digest; // hex SHA-256 of the normalised code; the code itself is never stored
    UserId user = UserId::none;
    std::string organization;
    std::string area;
    TimePoint expires_at;
};

} // namespace langnghe
