#pragma once
// What is kept no longer than the commune's rules say. Each application is in the journal; of a ticket whose words
// went, the ticket's own journal says so.

#include "core/commune/commune.hpp"
#include "core/store/privacy.hpp"

#include <array>
#include <optional>
#include <string_view>

namespace langnghe {

inline constexpr std::array all_keepings{Keeping::anonymous, Keeping::deliveries, Keeping::details, Keeping::refused,
                                         Keeping::handled};

std::string_view name_of(Keeping what);

// 0: for ever.
int days_of(const PrivacyRules& rules, Keeping what);

// Whether the daemon applies it by itself.
bool is_automatic(const PrivacyRules& rules, Keeping what);

// How many rows are to go now.
std::size_t count_due(Context& context, Keeping what);

// Takes the next ones, `limit` at most; returns how many.
int apply_retention(Context& context, Keeping what, int limit);

// Whether words that were erased are not yet out of the search index for good: following it takes them out in steps.
bool is_merging(Tx& tx);

// The ids of people of whom nothing else is left leave the store, a day after the last word to them.
int drop_forgotten(Context& context, int limit);

} // namespace langnghe
