#pragma once
// Groups that are bought end. What the platform said of that is kept in the store, so that every face can warn.

#include "core/channel/group_care.hpp"
#include "core/commune/commune.hpp"

#include <optional>
#include <string>
#include <vector>

namespace langnghe {

inline constexpr Duration group_warning = std::chrono::days{14};

// What the platform answered about a group of ours; an answer that says nothing changes nothing.
void note_group(Context& context, Group group, const GroupFacts& facts);

std::optional<TimePoint> end_of(Tx& tx, GroupId group);

// The reachable groups that end within `group_warning`, or have ended; one line each, for an administrator.
std::vector<std::string> ending_groups(Tx& tx, TimePoint now);

} // namespace langnghe
