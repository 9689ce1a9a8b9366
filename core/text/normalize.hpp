#pragma once
// NFC and the cleaning that every text from outside gets once, at the edge. Input may be ill-formed UTF-8 (repaired
// first); the result is always well-formed. If ICU fails the input is given back repaired. Of more than 30 marks in
// a row the rest is dropped (UAX #15, Stream-Safe Text Format): time stays linear in the input.

#include <string>
#include <string_view>

namespace langnghe::text {

std::string nfc(std::string_view text);

// Full canonical decomposition, for what works on single marks.
std::string nfd(std::string_view text);

// Repaired, NFC, trimmed; line ends are \n; other controls and invisible characters (is_invisible) are gone; no-break
// spaces are spaces; at most 4 combining marks follow each other. A joiner stays between two emoji. Idempotent. The
// length is the caller's bound.
std::string clean_inbound(std::string_view text);

} // namespace langnghe::text
