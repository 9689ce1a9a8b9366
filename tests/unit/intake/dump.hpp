#pragma once
// Every row of a store as text, to see whether anything changed at all.

#include <filesystem>
#include <string>

namespace langnghe::test {

std::string dump_store(const std::filesystem::path& store);

} // namespace langnghe::test
