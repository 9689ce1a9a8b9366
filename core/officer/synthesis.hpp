#pragma once
// The synthesis as it stands now, for who reads the tickets of the whole commune. To make it takes longer than anybody
// who writes should wait for: it is asked for in the command's transaction, made on a view of the store, and handed out
// in another transaction.

#include "core/officer/talk.hpp"
#include "core/report/report.hpp"

#include <optional>
#include <string_view>

namespace langnghe::officer {

inline constexpr std::string_view report_name = "baocao"; // no step on a ticket: it stands beside the table

bool may_report(const User& user);

// Of today, or of the week, month or quarter that the words name; to him alone.
void ask_report(Talk& talk, std::string_view words);

// To everybody who waits for the report of this period and still may have it; nobody waits for it then. Without one
// they hear that it could not be made.
void hand_out(Context& context, const report::Period& period, const std::optional<report::Report>& made);

} // namespace langnghe::officer
