#pragma once
// A report is frozen when it is issued: its document and the document's SHA-256 are kept and journalled, and what is
// found wrong later is put right by a next version that says so. The Front's remarks belong to a period and stand in
// every version issued after them.

#include "core/report/report.hpp"
#include "core/store/issued.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace langnghe::report {

// The document of a report: core knows no form.
using Serialize = std::function<std::string(const Report&)>;

struct Issuing
{
    Period period;
    std::string actor; // for the journal
    Letterhead letterhead;
    std::string corrects;         // needed for every version but the first
    std::optional<Report> made{}; // a moment before, where writers need not wait for it; else it is made now
};

// Whether nothing has happened since the journal's head was this that a report may not keep silent about, or not tell
// any more: an erasure, a ticket that was sealed, a remark of the Front's.
bool still_holds(Context& context, std::string_view anchor);
// The one that was made, while it holds; else one that is made now.
Report current(Context& context, const Period& period, const std::optional<Report>& made);

// Errors: wrong_state (the period is not over), missing_text (it was issued before: what does this one put right?).
Result<IssuedReport> issue(Context& context, const Issuing& what, const Serialize& serialize);

inline constexpr std::size_t longest_remark = 2'000; // bytes

// Masked before it is kept. Errors: not_allowed (the author is none of the Front's, or is one of the People's
// Committee's too), missing_text, too_large.
Result<void> remark(Context& context, const User& author, const Period& period, std::string_view words);

} // namespace langnghe::report
