#include "adapters/files/shelf.hpp"

#include "core/hash/hash.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

namespace langnghe::files {
namespace {

namespace fs = std::filesystem;

std::chrono::seconds age_of(fs::file_time_type written)
{
    return std::chrono::floor<std::chrono::seconds>(fs::file_time_type::clock::now() - written);
}

} // namespace

bool is_name(std::string_view sha256)
{
    const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    return sha256.size() == 64 && std::all_of(sha256.begin(), sha256.end(), is_hex);
}

fs::path Shelf::path_of(std::string_view sha256) const
{
    return folder_ / sha256.substr(0, 2) / sha256.substr(2, 2) / sha256;
}

Result<std::string> Shelf::read(std::string_view sha256) const
{
    if (!is_name(sha256))
        return Errc::not_found;
    std::error_code missing;
    const auto path = path_of(sha256);
    const auto size = fs::file_size(path, missing);
    if (missing)
        return Errc::not_found;
    if (size > static_cast<std::uintmax_t>(largest_file))
        return Errc::too_large;
    std::string content(static_cast<std::size_t>(size), '\0');
    std::ifstream file(path, std::ios::binary);
    file.read(content.data(), static_cast<std::streamsize>(content.size()));
    const bool whole = file.gcount() == static_cast<std::streamsize>(content.size());
    if (!whole || hash::sha256_hex(content) != sha256)
        return Errc::malformed;
    return content;
}

Result<void> Shelf::check(std::string_view sha256) const
{
    const auto content = read(sha256);
    if (!content)
        return content.error();
    return {};
}

std::vector<Found> Shelf::list(unsigned outer) const
{
    std::vector<Found> found;
    std::error_code failed;
    fs::recursive_directory_iterator at(folder_ / fmt::format("{:02x}", outer), failed);
    for (; !failed && at != fs::recursive_directory_iterator(); at.increment(failed)) {
        std::error_code gone;
        const auto name = at->path().filename().string();
        if (!is_name(name) || at->path() != path_of(name) || !at->is_regular_file(gone))
            continue;
        const auto written = at->last_write_time(gone);
        const auto bytes = at->file_size(gone);
        if (!gone)
            found.push_back({name, static_cast<std::int64_t>(bytes), age_of(written)});
    }
    return found;
}

Removed Shelf::remove(const std::vector<std::string>& names, std::chrono::seconds at_least) const
{
    Removed removed;
    for (const std::string& name : names) {
        std::error_code gone;
        const auto path = path_of(name);
        const auto written = fs::last_write_time(path, gone);
        const auto bytes = fs::file_size(path, gone);
        if (gone || age_of(written) < at_least || !fs::remove(path, gone))
            continue;
        ++removed.files;
        removed.bytes += static_cast<std::int64_t>(bytes);
    }
    return removed;
}

void Shelf::clear_passing() const
{
    std::error_code failed;
    fs::directory_iterator at(passing(), failed);
    for (; !failed && at != fs::directory_iterator(); at.increment(failed)) {
        std::error_code ignored;
        fs::remove(at->path(), ignored);
    }
}

} // namespace langnghe::files
