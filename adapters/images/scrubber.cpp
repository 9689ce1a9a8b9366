#include "adapters/images/scrubber.hpp"

#include "adapters/images/codec.hpp"
#include "adapters/images/helper.hpp"
#include "adapters/posix/descriptor.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <optional>
#include <utility>

namespace langnghe::images {
namespace {

using posix::Descriptor;

constexpr int patience = 20'000; // milliseconds
constexpr off_t most_made = 25'000'000;

std::optional<std::string> drain(int fd)
{
    const off_t size = ::lseek(fd, 0, SEEK_END);
    if (size <= 0 || size > most_made)
        return std::nullopt;
    std::string bytes(static_cast<std::size_t>(size), '\0');
    std::size_t have = 0;
    while (have < bytes.size()) {
        const auto got = ::pread(fd, bytes.data() + have, bytes.size() - have, static_cast<off_t>(have));
        if (got <= 0 && errno != EINTR)
            return std::nullopt;
        have += got > 0 ? static_cast<std::size_t>(got) : 0;
    }
    return bytes;
}

// Nothing of ours is open in it, and it gets none of our environment.
std::optional<pid_t> start(const std::string& program, std::int64_t most_bytes, int in, int out)
{
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
    std::string name = "langnghe";
    std::string verb{helper_verb};
    std::string most = std::to_string(most_bytes);
    std::array<char*, 4> arguments{name.data(), verb.data(), most.data(), nullptr};
    std::array<char*, 1> environment{nullptr};
    pid_t process = 0;
    const int failed =
        ::posix_spawn(&process, program.c_str(), &actions, nullptr, arguments.data(), environment.data());
    ::posix_spawn_file_actions_destroy(&actions);
    return failed == 0 ? std::optional{process} : std::nullopt;
}

// Its status; -1 when it was ended.
int wait_for(pid_t process)
{
    const Descriptor handle(static_cast<int>(::syscall(SYS_pidfd_open, process, 0U)));
    pollfd ended{handle.fd(), POLLIN, 0};
    int ready = -1;
    while (handle.open() && (ready = ::poll(&ended, 1, patience)) < 0 && errno == EINTR) {
    }
    if (ready != 1)
        ::kill(process, SIGKILL);
    int status = 0;
    while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

} // namespace

Result<std::string> Scrubber::scrub(std::string_view image, std::int64_t most_bytes) const
{
    const Descriptor in(::memfd_create("image", MFD_CLOEXEC));
    const Descriptor out(::memfd_create("picture", MFD_CLOEXEC));
    if (!in.open() || !out.open() || !posix::write_all(in.fd(), image) || ::lseek(in.fd(), 0, SEEK_SET) != 0)
        return Errc::unconfigured;
    const auto process = start(program_.string(), most_bytes, in.fd(), out.fd());
    if (!process)
        return Errc::unconfigured;
    const int status = wait_for(*process);
    if (status == too_many_pixels)
        return Errc::too_large;
    if (status == unconfined)
        return Errc::unconfigured;
    if (status != done)
        return Errc::malformed;
    auto made = drain(out.fd());
    if (!made)
        return Errc::malformed;
    return std::move(*made);
}

} // namespace langnghe::images
