#pragma once
// Hides personal data in a text that is proposed for publication or shown to a handler. Recall first: a person reads
// the proposal. Idempotent. Rules: Vietnamese numbering plan of 2018, CCCD of 12 and CMND of 9 digits, plates of
// Circular 79/2024/TT-BCA.

#include <string>
#include <string_view>

namespace langnghe::text {

// Phones become "09xx xxx 123" (first two and last three digits, +84 and 84 as 0); CCCD, CMND, plates and e-mail
// addresses become three bullets. Service numbers (113, 1800, 1900), amounts, dates, house numbers, ticket and dossier
// codes stay.
std::string mask_personal(std::string_view text);

} // namespace langnghe::text
