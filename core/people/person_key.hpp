#pragma once
// How somebody is named where their id must not stand: a keyed hash, the same for as long as the master key is.

#include "core/commune/commune.hpp"

#include <string>
#include <string_view>

namespace langnghe {

// 64 hex digits.
std::string person_key(const Commune& commune, std::string_view channel, std::string_view external_id);

} // namespace langnghe
