#pragma once
// The journal's head as it was written down outside of the program, held against the journal.

#include "core/store/tx.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace langnghe::journal {

struct Anchor
{
    std::int64_t seq = 0;
    std::string text; // "42:0123…", lower case
};

// Nothing for what is no number of an entry with 32 hex digits after a colon.
std::optional<Anchor> anchor_from(std::string_view text);

enum class Held
{
    holds,
    broken, // the entry is another one now: the journal was rewritten before or at it
    gone,   // there is no such entry: the tail was cut off, or an old copy was put back
};

Held compare(Tx& tx, const Anchor& anchor);

} // namespace langnghe::journal
