#include "adapters/files/shelf.hpp"

#include "core/hash/hash.hpp"

#include <algorithm>
#include <fstream>

namespace langnghe::files {

bool is_name(std::string_view sha256)
{
    const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    return sha256.size() == 64 && std::all_of(sha256.begin(), sha256.end(), is_hex);
}

std::filesystem::path Shelf::path_of(std::string_view sha256) const
{
    return folder_ / sha256.substr(0, 2) / sha256.substr(2, 2) / sha256;
}

Result<std::string> Shelf::read(std::string_view sha256) const
{
    if (!is_name(sha256))
        return Errc::not_found;
    std::error_code missing;
    const auto path = path_of(sha256);
    const auto size = std::filesystem::file_size(path, missing);
    if (missing)
        return Errc::not_found;
    if (size > static_cast<std::uintmax_t>(largest_file))
        return Errc::too_large;
    std::string content(static_cast<std::size_t>(size), '\0');
    std::ifstream file(path, std::ios::binary);
    file.read(content.data(), static_cast<std::streamsize>(content.size()));
    const bool whole = file.gcount() == static_cast<std::streamsize>(content.size());
    if (!whole || hash::to_hex(hash::bytes_of(hash::sha256(content))) != sha256)
        return Errc::malformed;
    return content;
}

} // namespace langnghe::files
