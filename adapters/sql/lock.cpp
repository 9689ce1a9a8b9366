#include "adapters/sql/lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>

namespace langnghe::sql {

Result<std::optional<StoreLock>> StoreLock::try_acquire(const std::filesystem::path& store)
{
    const std::string path = store.string() + ".lock";
    StoreLock lock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (lock.descriptor_ < 0)
        return boost::system::error_code(errno, boost::system::system_category());
    while (::flock(lock.descriptor_, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK)
            return std::optional<StoreLock>();
        if (errno != EINTR)
            return boost::system::error_code(errno, boost::system::system_category());
    }
    return std::optional<StoreLock>(std::move(lock));
}

StoreLock::~StoreLock()
{
    if (descriptor_ >= 0)
        ::close(descriptor_);
}

} // namespace langnghe::sql
