#include "bot/archive/system.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace langnghe::archive {

Failure system_failure(const std::filesystem::path& path)
{
    return {fmt::format("{}: {}", path.string(), std::strerror(errno))};
}

Descriptor create_private(const std::filesystem::path& path)
{
    return Descriptor(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
}

Descriptor open_regular(const std::filesystem::path& path)
{
    Descriptor file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    struct stat status = {};
    if (file.open() && (::fstat(file.fd(), &status) != 0 || !S_ISREG(status.st_mode))) {
        errno = EINVAL;
        return Descriptor{};
    }
    return file;
}

bool make_private_folder(const std::filesystem::path& path) { return ::mkdir(path.c_str(), 0700) == 0; }

std::filesystem::path folder_of(const std::filesystem::path& path)
{
    return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

} // namespace langnghe::archive
