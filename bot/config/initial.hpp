#pragma once
// `langnghe init DIR`: a commented configuration with fresh keys, readable by its owner only.

#include <filesystem>
#include <string>
#include <vector>

namespace langnghe::config {

struct Initial
{
    std::vector<std::filesystem::path> written; // in the order they were made
    std::string error;                          // empty when all went well
};

// Makes DIR (0700) if it is missing and writes langnghe.toml, taxonomy.toml, messages.vi.toml, secrets/ and var/.
// Refuses, before writing anything, when one of them is there already.
Initial write_initial(const std::filesystem::path& directory);

} // namespace langnghe::config
