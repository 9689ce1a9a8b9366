#include "core/people/role.hpp"

#include <algorithm>

namespace langnghe {
namespace {

constexpr std::array<std::string_view, 8> names{"program", "citizen",    "front_officer", "handler",
                                                "leader",  "supervisor", "keeper",        "administrator"};

} // namespace

std::string_view name_of(Role role) { return names[static_cast<std::size_t>(role)]; }

std::optional<Role> role_from(std::string_view name)
{
    const auto found = std::ranges::find(names, name);
    if (found == names.end())
        return std::nullopt;
    return static_cast<Role>(found - names.begin());
}

std::string to_text(Roles roles)
{
    std::string text;
    for (const Role role : all_roles) {
        if (!roles.has(role))
            continue;
        if (!text.empty())
            text += ',';
        text += name_of(role);
    }
    return text;
}

} // namespace langnghe
