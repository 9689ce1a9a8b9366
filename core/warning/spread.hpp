#pragma once
// How an alert goes out. Inside core/warning.

#include "core/commune/commune.hpp"
#include "core/warning/warning.hpp"

#include <string>
#include <string_view>

namespace langnghe::warning {

std::string area_name(const Commune& commune, std::string_view area);

// With our prefix, for a button.
std::string button_data(WarningId id, std::string_view what);

// Without its first words.
std::string without_words(std::string_view text, std::ptrdiff_t count);

void send_to_groups(Context& context, const Warning& warning);

} // namespace langnghe::warning
