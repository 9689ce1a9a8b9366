#pragma once
// The register of erasures that stands beside the store, so that what a restored backup brings back is erased again. A
// line each: time in milliseconds, who by a keyed hash, why. It holds no name, no id and no word.

#include "core/commune/commune.hpp"
#include "core/store/privacy.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace langnghe {

std::string register_line(const Erasure& erasure);

struct Register
{
    std::vector<Erasure> lines;
    int unreadable = 0; // lines that are none of ours, such as one that was cut off
};

Register read_register(std::string_view text);

// Erases whoever the register names and this store does not know to be erased; returns how many people it found. Each
// line is then known, and in the journal.
int erase_again(Context& context, const std::vector<Erasure>& lines);

} // namespace langnghe
