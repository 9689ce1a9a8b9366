#pragma once
// Who belongs to a group, as far as the platform told: ids of its own, no names.

#include "core/ids.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace langnghe {

enum class Membership
{
    asked, // waits to be let in
    member,
    admin
};

class Members
{
public:
    virtual ~Members() = default;
    virtual std::optional<Membership> find(GroupId group, std::string_view person) = 0;
    virtual void set(GroupId group, std::string_view person, Membership standing) = 0;
    virtual void remove(GroupId group, std::string_view person) = 0;
    virtual void remove_all(GroupId group) = 0;
    // From every group of the channel.
    virtual void forget(std::string_view channel, std::string_view person) = 0;
    // Of those who are in, admins included.
    virtual std::int64_t count(GroupId group) = 0;
};

} // namespace langnghe
