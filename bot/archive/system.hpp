#pragma once
// Files and folders through their descriptors, so that nothing is followed and everything reaches the disk.
// Inside bot/archive only.

#include "bot/archive/archive.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace langnghe::archive {

// "PATH: No such file or directory", from errno.
Failure system_failure(const std::filesystem::path& path);

class Descriptor
{
public:
    explicit Descriptor(int fd = -1) : fd_(fd) {}
    Descriptor(Descriptor&& other) noexcept;
    Descriptor& operator=(Descriptor&& other) noexcept;
    ~Descriptor();

    bool open() const { return fd_ >= 0; }
    int fd() const { return fd_; }

private:
    int fd_;
};

// A new file, 0600; never one that is there.
Descriptor create_private(const std::filesystem::path& path);
// An existing regular file; no link is followed.
Descriptor open_regular(const std::filesystem::path& path);
bool make_private_folder(const std::filesystem::path& path);

bool write_all(int fd, std::string_view bytes);
bool sync_folder(const std::filesystem::path& path);

// The folder that an entry stands in; "." for a bare name.
std::filesystem::path folder_of(const std::filesystem::path& path);

} // namespace langnghe::archive
