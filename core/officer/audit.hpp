#pragma once
// The journal verified for those who may prove that nothing was altered. That takes longer than anybody who writes
// should wait for: it is asked for in the command's transaction, done beside the writer on a view of the store, and
// answered in another transaction.

#include "core/journal/anchor.hpp"
#include "core/officer/talk.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace langnghe::officer {

inline constexpr std::string_view audit_name = "kiemtra"; // no step on a ticket: it stands beside the table

bool may_audit(const User& user);

// Perhaps against an anchor that was kept outside; answered to him alone. Who asks again waits once.
void ask_audit(Talk& talk, std::string_view words);

struct AskedAudit
{
    IdentityId by = IdentityId::none;
    std::optional<journal::Anchor> anchor{};
};

// Who waits, in the order of asking.
std::vector<AskedAudit> asked_audits(Tx& tx);

// What was found.
struct Audit
{
    std::int64_t entries = 0;   // that were read
    std::string anchor;         // of the last one
    std::int64_t first_bad = 0; // number of an entry; 0: none is
    std::size_t faults = 0;
};

// To these, who wait no longer, if they still may have it. Without an audit they hear that there could be none.
void answer_audits(Context& context, const std::vector<AskedAudit>& asked, const std::optional<Audit>& made);

// An example with this anchor.
std::string audit_example(const std::string& anchor);

} // namespace langnghe::officer
