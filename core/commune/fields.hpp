#pragma once
// A field by its key.

#include "core/commune/taxonomy.hpp"

#include <algorithm>
#include <string_view>

namespace langnghe {

// Nothing when the commune has no such field (any more).
inline const Field* find_field(const Taxonomy& taxonomy, std::string_view key)
{
    const auto found = std::ranges::find(taxonomy.fields, key, &Field::key);
    return found == taxonomy.fields.end() ? nullptr : &*found;
}

} // namespace langnghe
