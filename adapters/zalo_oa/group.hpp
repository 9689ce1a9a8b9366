#pragma once
// GET group/getgroup: how a group of the account stands. Source: developers.zalo.me, GMF, as of November 2026. Dates
// are not documented: milliseconds, seconds, "dd/mm/yyyy" and "yyyy-mm-dd" are taken, a day as its end in Vietnam.

#include "core/channel/group_care.hpp"

#include <optional>
#include <string_view>

namespace langnghe::zalo_oa {

std::optional<TimePoint> read_date(std::string_view text);

GroupFacts read_group_facts(const PlatformAnswer& answer, std::string_view token);

} // namespace langnghe::zalo_oa
