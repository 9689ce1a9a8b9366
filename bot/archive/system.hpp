#pragma once
// Files and folders through their descriptors, so that nothing is followed and everything reaches the disk.
// Inside bot/archive only.

#include "adapters/posix/descriptor.hpp"
#include "bot/archive/archive.hpp"

#include <filesystem>
#include <string>

namespace langnghe::archive {

using posix::Descriptor;
using posix::sync_folder;
using posix::write_all;

// "PATH: No such file or directory", from errno.
Failure system_failure(const std::filesystem::path& path);

// A new file, 0600; never one that is there.
Descriptor create_private(const std::filesystem::path& path);
// An existing regular file; no link is followed.
Descriptor open_regular(const std::filesystem::path& path);
bool make_private_folder(const std::filesystem::path& path);

// The folder that an entry stands in; "." for a bare name.
std::filesystem::path folder_of(const std::filesystem::path& path);

} // namespace langnghe::archive
