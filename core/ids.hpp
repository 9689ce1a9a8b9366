#pragma once
// Ids of rows. Distinct types, so that a user is never passed where a ticket is meant. Zero means "none".

#include <cstdint>

namespace langnghe {

enum class TicketId : std::int64_t
{
    none = 0
};
enum class IdentityId : std::int64_t
{
    none = 0
}; // one chat identity: (channel, external id)
enum class UserId : std::int64_t
{
    none = 0
}; // an official, officer or administrator
enum class GroupId : std::int64_t
{
    none = 0
};
enum class OutboxId : std::int64_t
{
    none = 0
};
enum class AttachmentId : std::int64_t
{
    none = 0
};
enum class ParkedId : std::int64_t
{
    none = 0
};

template <class Id>
constexpr std::int64_t number(Id id)
{
    return static_cast<std::int64_t>(id);
}

} // namespace langnghe
