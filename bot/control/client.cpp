#include "bot/control/client.hpp"

#include "adapters/posix/descriptor.hpp"
#include "bot/control/line.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace langnghe::control {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t longest_reply = std::size_t{256} << 20;

bool connect_to(int descriptor, const std::filesystem::path& socket)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string& path = socket.native();
    if (path.size() >= sizeof(address.sun_path)) {
        errno = ENAMETOOLONG;
        return false;
    }
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    return ::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
}

bool wait_for(int descriptor, short events, Clock::time_point until)
{
    while (true) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
        pollfd waiting{descriptor, events, 0};
        const int ready =
            left <= 0 ? 0 : ::poll(&waiting, 1, static_cast<int>(std::min<std::int64_t>(left, 1'000'000)));
        if (ready > 0)
            return true;
        if (ready == 0 && Clock::now() < until)
            continue;
        if (ready == 0)
            errno = ETIMEDOUT;
        if (ready == 0 || errno != EINTR)
            return false;
    }
}

bool send_all(int descriptor, std::string_view bytes, Clock::time_point until)
{
    while (!bytes.empty()) {
        if (!wait_for(descriptor, POLLOUT, until))
            return false;
        const ssize_t size = ::send(descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (size < 0 && errno != EAGAIN && errno != EINTR)
            return false;
        if (size > 0)
            bytes.remove_prefix(static_cast<std::size_t>(size));
    }
    return true;
}

// Up to the line end; what came until then when the other side closed or time is up.
std::string read_line(int descriptor, Clock::time_point until)
{
    std::string line;
    std::array<char, 65'536> part{};
    while (line.size() < longest_reply && wait_for(descriptor, POLLIN, until)) {
        const ssize_t size = ::recv(descriptor, part.data(), part.size(), MSG_DONTWAIT);
        if (size < 0 && (errno == EAGAIN || errno == EINTR))
            continue;
        if (size <= 0)
            break;
        line.append(part.data(), static_cast<std::size_t>(size));
        if (line.back() == '\n')
            break;
    }
    return line;
}

} // namespace

std::optional<operations::Reply> ask(const std::filesystem::path& socket, std::string_view verb,
                                     const std::string& arguments, std::chrono::milliseconds deadline, std::string* why)
{
    std::string unasked;
    std::string& reason = why != nullptr ? *why : unasked;
    const auto until = Clock::now() + deadline;
    const posix::Descriptor descriptor(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (!descriptor.open() || !connect_to(descriptor.fd(), socket)) {
        reason = fmt::format("{}: {}", socket.string(), std::strerror(errno));
        return std::nullopt;
    }
    if (!send_all(descriptor.fd(), write_request(verb, arguments), until)) {
        reason = fmt::format("{}: the request could not be sent", socket.string());
        return std::nullopt;
    }
    auto reply = read_reply(read_line(descriptor.fd(), until));
    if (!reply)
        reason = fmt::format("{}: {}", socket.string(),
                             Clock::now() >= until ? "no answer in time" : "the connection ended without an answer");
    return reply;
}

} // namespace langnghe::control
