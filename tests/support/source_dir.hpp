#pragma once
// Where the repository stands, for tests that read its files.

#include <filesystem>

namespace langnghe::test {

std::filesystem::path source_dir();

} // namespace langnghe::test
