#pragma once
// A file descriptor that closes itself, and what is done to all of a file or folder. Calls block; errno says why one
// failed.

#include <filesystem>
#include <string_view>

namespace langnghe::posix {

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

bool write_all(int fd, std::string_view bytes);
bool sync_folder(const std::filesystem::path& path);

} // namespace langnghe::posix
