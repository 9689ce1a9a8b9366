#pragma once
// A store with everything in it of which the journal speaks, as the program leaves it.

#include <filesystem>

namespace langnghe::test {

// 19 entries: people 1 to 6, three tickets of four entries each from 7, a restore.
void fill_store(const std::filesystem::path& path);

} // namespace langnghe::test
