#pragma once
// The official whose ticket it is, while he still holds the office in which he got it.

#include "core/store/tx.hpp"

#include <optional>
#include <string_view>

namespace langnghe {

// Nothing when nobody was assigned, or he is disabled or has gone to another department since. A keeper has none.
std::optional<User> assignee_of(Tx& tx, UserId assigned, std::string_view department);

} // namespace langnghe
