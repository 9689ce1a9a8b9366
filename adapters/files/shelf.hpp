#pragma once
// The files of a commune, each under the SHA-256 of its content: ab/cd/abcd…. A name is 64 hex digits, nothing else.
// Any thread; calls block.

#include "core/result.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace langnghe::files {

inline constexpr std::int64_t largest_file = 20'000'000;

bool is_name(std::string_view sha256);

class Shelf
{
public:
    explicit Shelf(std::filesystem::path folder) : folder_(std::move(folder)) {}

    std::filesystem::path path_of(std::string_view sha256) const;

    // The whole content, checked against its name. Errors: not_found; too_large; malformed when it was altered.
    Result<std::string> read(std::string_view sha256) const;

private:
    std::filesystem::path folder_;
};

} // namespace langnghe::files
