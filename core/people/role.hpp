#pragma once
// Who may do what. Rights are data; a face asks may(), never a role's name.

#include "core/result.hpp"

#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace langnghe {

enum class Role : std::uint8_t
{
    program, // the daemon itself: reception, closing after the window
    citizen, // the reporter of this ticket
    front_officer,
    handler,
    leader,
    supervisor,
    keeper,
    administrator,
};

inline constexpr std::array all_roles{Role::program, Role::citizen,    Role::front_officer, Role::handler,
                                      Role::leader,  Role::supervisor, Role::keeper,        Role::administrator};

std::string_view name_of(Role role);
std::optional<Role> role_from(std::string_view name);

// A set of roles: a user may hold several.
class Roles
{
public:
    constexpr Roles() = default;
    constexpr Roles(std::initializer_list<Role> roles)
    {
        for (const Role role : roles)
            add(role);
    }
    constexpr void add(Role role) { bits_ = static_cast<std::uint16_t>(bits_ | bit(role)); }
    constexpr bool has(Role role) const { return (bits_ & bit(role)) != 0; }
    constexpr bool any_of(Roles other) const { return (bits_ & other.bits_) != 0; }
    constexpr bool empty() const { return bits_ == 0; }
    constexpr std::uint16_t bits() const { return bits_; }
    static constexpr Roles from_bits(std::uint16_t bits)
    {
        Roles roles;
        roles.bits_ = bits;
        return roles;
    }
    friend constexpr bool operator==(Roles, Roles) = default;

private:
    static constexpr std::uint16_t bit(Role role)
    {
        return static_cast<std::uint16_t>(1U << static_cast<unsigned>(role));
    }
    std::uint16_t bits_ = 0;
};

// "front_officer,leader"
std::string to_text(Roles roles);

} // namespace langnghe
