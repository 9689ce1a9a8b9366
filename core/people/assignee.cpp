#include "core/people/assignee.hpp"

namespace langnghe {

std::optional<User> assignee_of(Tx& tx, UserId assigned, std::string_view department)
{
    if (assigned == UserId::none)
        return std::nullopt;
    auto user = tx.people().find_user(assigned);
    if (!user || user->disabled || (user->department != department && !user->roles.has(Role::keeper)))
        return std::nullopt;
    return user;
}

} // namespace langnghe
