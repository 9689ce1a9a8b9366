#pragma once

#include "adapters/sql/connection.hpp"

#include <filesystem>

namespace langnghe::sql {

// A consistent copy of what `source` sees now, as one file of its own, 0600 and fsynced, while another connection may
// write. `target` must not exist; on failure nothing is left of it. Throws SQLite::Exception.
void copy_to(Connection& source, const std::filesystem::path& target);

} // namespace langnghe::sql
