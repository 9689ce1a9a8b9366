#pragma once
// The working calendar of taxonomy.toml: [calendar], [[holiday]], [[make_up_day]], [deadlines]. Inside bot/config only.

#include "bot/config/document.hpp"
#include "core/commune/taxonomy.hpp"

namespace langnghe::config {

// Nothing when the file has no [calendar]: then the one built in holds.
std::optional<calendar::Calendar> read_calendar(Notes& notes, Table& root);

Deadlines read_deadlines(Notes& notes, Table& root);

} // namespace langnghe::config
