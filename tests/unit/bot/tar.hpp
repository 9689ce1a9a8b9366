#pragma once
// Tars as they should be and as they should not.

#include "tests/unit/bot/folder.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace langnghe::test {

struct TarEntry
{
    std::string name;
    std::string bytes;
    std::string link;      // of a symbolic link
    std::string hard_link; // of a hard link
    bool folder = false;
};

std::vector<TarEntry> read_tar(const std::filesystem::path& path);
void write_tar(const std::filesystem::path& path, const std::vector<TarEntry>& entries);

} // namespace langnghe::test
