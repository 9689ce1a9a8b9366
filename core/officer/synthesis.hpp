#pragma once
// The synthesis as it stands now, for who reads the tickets of the whole commune.

#include "core/officer/talk.hpp"

#include <string_view>

namespace langnghe::officer {

inline constexpr std::string_view report_name = "baocao"; // no step on a ticket: it stands beside the table

bool may_report(const User& user);

// Of today, or of the week, month or quarter that the words name; to him alone.
void report_now(Talk& talk, std::string_view words);

} // namespace langnghe::officer
