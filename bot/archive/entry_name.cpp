#include "bot/archive/entry_name.hpp"

#include "core/text/utf8.hpp"

#include <algorithm>
#include <cstddef>

namespace langnghe::archive {
namespace {

constexpr std::size_t most_parts = 8;
constexpr std::size_t longest_part = 255;

bool is_part(std::string_view part)
{
    const auto bad = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f || c == '\\'; };
    return !part.empty() && part.size() <= longest_part && part != "." && part != ".." &&
           std::none_of(part.begin(), part.end(), bad);
}

} // namespace

bool is_file_entry(std::string_view name)
{
    if (!name.starts_with(files_folder) || !text::valid_utf8(name))
        return false;
    name.remove_prefix(files_folder.size());
    for (std::size_t parts = 1; parts <= most_parts; ++parts) {
        const std::size_t slash = name.find('/');
        if (!is_part(name.substr(0, slash)))
            return false;
        if (slash == std::string_view::npos)
            return true;
        name.remove_prefix(slash + 1);
    }
    return false;
}

} // namespace langnghe::archive
