#pragma once
// Words from elsewhere for a terminal, a log or a table.

#include <cstddef>
#include <string>
#include <string_view>

namespace langnghe::text {

// Cleaned as by clean_inbound(), in one line without control characters, at most `limit` UTF-16 units.
std::string on_one_line(std::string_view text, std::size_t limit);

} // namespace langnghe::text
