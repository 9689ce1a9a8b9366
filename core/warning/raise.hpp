#pragma once
// Alerts: the author drafts and confirms, one other confirms too (a template may do without), then it goes to every
// group of the area and to every known person whom the platform lets us reach.

#include "core/commune/commune.hpp"
#include "core/people/rights.hpp"
#include "core/process/act.hpp"
#include "core/warning/warning.hpp"

#include <string>
#include <string_view>

namespace langnghe::warning {

struct Request
{
    std::string kind; // key of a template; empty: the words alone
    std::string area; // key of the taxonomy; empty: everywhere
    std::string words;
};

// What an official typed: template and area by the longest folded match, the rest is what is added.
Request read_request(const Taxonomy& taxonomy, std::string_view typed);

// Shows the author what would go out, with a button to confirm. Errors: not_allowed, missing_text, malformed (no such
// template or area).
Result<Warning> draft(Context& context, const Actor& author, const Request& request);

// Once the author and enough others confirmed it goes out; whoever else may is asked as soon as the author has.
// Errors: not_allowed, not_found, wrong_state (withdrawn, sent, or older than an hour).
Result<Warning> confirm(Context& context, const Actor& actor, WarningId id);
Result<Warning> withdraw(Context& context, const Actor& actor, WarningId id);

// Sends to the next people, `limit` at most; false when nothing is left to send.
bool spread(Context& context, int limit);

// How it stands, as its author reads it.
std::string summary(Context& context, const Warning& warning);

// A button of an alert: an official's word, or a person's answer. False when the data is no such button.
// `data` is without our prefix: "warning:7:safe", "warning:7:help", "warning:7:yes", "warning:7:no".
bool take_press(Context& context, const Identity& identity, std::string_view data);

} // namespace langnghe::warning
