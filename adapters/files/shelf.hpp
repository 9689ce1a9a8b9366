#pragma once
// The files of a commune, each under the SHA-256 of its content: ab/cd/abcd…. A name is 64 hex digits, nothing else.
// What is being written stands in passing/. Any thread; calls block.

#include "core/result.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace langnghe::files {

inline constexpr std::int64_t largest_file = 20'000'000;
inline constexpr unsigned folders = 256; // outer ones
inline constexpr std::string_view passing_folder = "passing";

bool is_name(std::string_view sha256);

struct Found
{
    std::string sha256;
    std::int64_t bytes = 0;
    std::chrono::seconds age{0}; // since it was put there, last
};

struct Removed
{
    std::size_t files = 0;
    std::int64_t bytes = 0;
};

class Shelf
{
public:
    explicit Shelf(std::filesystem::path folder) : folder_(std::move(folder)) {}

    const std::filesystem::path& folder() const { return folder_; }
    std::filesystem::path passing() const { return folder_ / passing_folder; }
    std::filesystem::path path_of(std::string_view sha256) const;

    // The whole content, checked against its name. Errors: not_found; too_large; malformed when it was altered.
    Result<std::string> read(std::string_view sha256) const;
    // The same without the content.
    Result<void> check(std::string_view sha256) const;

    // The files in one of the outer folders, 0 to 255; what has no name of ours is not ours.
    std::vector<Found> list(unsigned outer) const;
    // Removes these, but none that was put there again less than `at_least` ago.
    Removed remove(const std::vector<std::string>& names, std::chrono::seconds at_least) const;
    // Removes what a process that ended left half written.
    void clear_passing() const;

private:
    std::filesystem::path folder_;
};

} // namespace langnghe::files
