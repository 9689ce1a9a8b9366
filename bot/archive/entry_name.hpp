#pragma once
// Which names a backup may have. Everything else is refused: that is what keeps a restore inside its folder.

#include <string_view>

namespace langnghe::archive {

inline constexpr std::string_view manifest_name = "manifest.json";
inline constexpr std::string_view store_name = "store.db";
inline constexpr std::string_view files_folder = "files/";
inline constexpr std::string_view passing_folder = "passing"; // within the files: what is being written right now

// "files/ab/cd.jpg": at most 8 parts of 1 to 255 bytes of UTF-8, none "." or "..", no control and no backslash.
bool is_file_entry(std::string_view name);

} // namespace langnghe::archive
