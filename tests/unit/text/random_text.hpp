#pragma once
// Random texts for properties: the seed is fixed, so a failure repeats.

#include <random>
#include <string>

namespace langnghe::test {

// Well-formed: Vietnamese letters, bare marks, emoji with joiners and flags, jamo, spaces, any other code point.
std::string random_text(std::mt19937& random, std::size_t most_points);

// Any bytes at all.
std::string random_bytes(std::mt19937& random, std::size_t most_bytes);

} // namespace langnghe::test
