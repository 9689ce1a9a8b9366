#include "bot/control/server.hpp"

#include "adapters/net/task_group.hpp"
#include "bot/control/line.hpp"
#include "bot/log/log.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <set>
#include <utility>

namespace langnghe::control {
namespace {

using Protocol = asio::local::stream_protocol;
using Socket = Protocol::socket;
using SocketPtr = std::shared_ptr<Socket>;
using boost::system::error_code;

constexpr std::chrono::milliseconds after_failed_accept{200};
constexpr auto result = asio::as_tuple(asio::use_awaitable);

bool is_ours(Socket& socket)
{
    ucred peer{};
    socklen_t size = sizeof(peer);
    if (::getsockopt(socket.native_handle(), SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0)
        return false;
    return peer.uid == 0 || peer.uid == ::geteuid();
}

// Closes the socket when the time is up, unless it is destroyed before.
class Deadline
{
public:
    Deadline(const SocketPtr& socket, std::chrono::milliseconds time) : timer_(socket->get_executor(), time)
    {
        timer_.async_wait([socket](const error_code& cancelled) {
            error_code ignored;
            if (!cancelled)
                socket->close(ignored);
        });
    }

private:
    asio::steady_timer timer_;
};

operations::Reply refusal(std::string what) { return {false, {}, std::move(what)}; }

} // namespace

std::filesystem::path socket_of(const std::filesystem::path& store) { return store.string() + ".sock"; }

struct ControlServer::Impl
{
    Impl(asio::any_io_executor on, std::filesystem::path at, Run with, ControlOptions options_given)
        : path(std::move(at)), run(std::move(with)), options(options_given), acceptor(on), pause(on),
          tasks(on, log_failure, options.connections + 1)
    {}

    static void log_failure(std::string_view, const std::exception_ptr&) { log::error("control.failed"); }

    std::string bind();
    asio::awaitable<void> accept(std::shared_ptr<Impl> self);
    asio::awaitable<void> serve(std::shared_ptr<Impl> self, SocketPtr socket);
    asio::awaitable<std::string> receive(SocketPtr socket);
    asio::awaitable<operations::Reply> answer(std::string line);
    asio::awaitable<void> send(SocketPtr socket, std::string line);
    void take(const std::shared_ptr<Impl>& self, Socket accepted);

    std::filesystem::path path;
    Run run;
    ControlOptions options;
    Protocol::acceptor acceptor;
    asio::steady_timer pause;
    net::TaskGroup tasks;
    std::set<SocketPtr> reading; // cut off at once when stopping
    std::set<SocketPtr> open;    // all of them
    bool bound = false;
};

// The caller owns the store's lock: a socket that is there belongs to nobody any more.
std::string ControlServer::Impl::bind()
{
    if (path.native().size() >= sizeof(sockaddr_un::sun_path))
        return fmt::format("{} is too long for a socket ({} bytes at most): give the store a shorter path",
                           path.string(), sizeof(sockaddr_un::sun_path) - 1);
    struct stat status = {};
    if (::lstat(path.c_str(), &status) == 0 && S_ISSOCK(status.st_mode))
        ::unlink(path.c_str());
    error_code failed;
    acceptor.open(Protocol(), failed);
    if (!failed)
        acceptor.bind(Protocol::endpoint(path.native()), failed);
    if (!failed)
        bound = true;
    // Nobody can connect before listen().
    if (!failed && ::chmod(path.c_str(), S_IRUSR | S_IWUSR) != 0)
        failed = error_code(errno, boost::system::system_category());
    if (!failed)
        acceptor.listen(static_cast<int>(options.connections), failed);
    return failed ? fmt::format("{}: {}", path.string(), failed.message()) : std::string{};
}

asio::awaitable<void> ControlServer::Impl::accept(std::shared_ptr<Impl> self)
{
    while (acceptor.is_open()) {
        auto [failed, accepted] = co_await acceptor.async_accept(result);
        if (!failed) {
            take(self, std::move(accepted));
            continue;
        }
        if (!acceptor.is_open())
            break;
        pause.expires_after(after_failed_accept);
        co_await pause.async_wait(result);
    }
}

void ControlServer::Impl::take(const std::shared_ptr<Impl>& self, Socket accepted)
{
    if (!is_ours(accepted)) {
        log::warn("control.refused", {{"why", "another user"}});
        return;
    }
    const auto socket = std::make_shared<Socket>(std::move(accepted));
    if (tasks.spawn("control", serve(self, socket)))
        return;
    error_code ignored;
    socket->non_blocking(true, ignored);
    socket->write_some(asio::buffer(write_reply(refusal("the daemon is busy; try again in a moment"))), ignored);
}

// Its own share in the server keeps what it works on.
asio::awaitable<void> ControlServer::Impl::serve(std::shared_ptr<Impl>, SocketPtr socket)
{
    open.insert(socket);
    reading.insert(socket);
    std::string line = co_await receive(socket);
    reading.erase(socket);
    if (!line.empty()) {
        const auto reply = co_await answer(std::move(line));
        co_await send(socket, write_reply(reply));
    }
    open.erase(socket);
}

// Empty when nobody waits for an answer. A line without its end is too long.
asio::awaitable<std::string> ControlServer::Impl::receive(SocketPtr socket)
{
    const Deadline deadline(socket, options.request_time);
    std::string line;
    auto buffer = asio::dynamic_buffer(line, options.longest_request);
    auto [failed, size] = co_await asio::async_read_until(*socket, buffer, '\n', result);
    if (failed && failed != asio::error::not_found)
        line.clear();
    co_return line;
}

asio::awaitable<operations::Reply> ControlServer::Impl::answer(std::string line)
{
    if (line.find('\n') == std::string::npos)
        co_return refusal(fmt::format("the request is over {} bytes", options.longest_request));
    std::string why;
    auto request = read_request(line, why);
    if (!request)
        co_return refusal(std::move(why));
    std::string verb = std::move(request->verb);
    std::string arguments = std::move(request->arguments);
    log::info("control.request", {{"verb", verb}});
    try {
        co_return co_await run(std::move(verb), std::move(arguments));
    } catch (const std::exception&) {
        log::error("control.failed");
    }
    co_return refusal("the daemon failed for an internal reason; see its log");
}

asio::awaitable<void> ControlServer::Impl::send(SocketPtr socket, std::string line)
{
    const Deadline deadline(socket, options.request_time);
    co_await asio::async_write(*socket, asio::buffer(line), result);
}

ControlServer::ControlServer(asio::any_io_executor executor, std::filesystem::path socket, Run run,
                             ControlOptions options)
    : impl_(std::make_shared<Impl>(std::move(executor), std::move(socket), std::move(run), options))
{}

ControlServer::~ControlServer()
{
    if (impl_->bound)
        ::unlink(impl_->path.c_str());
}

std::string ControlServer::open() { return impl_->bind(); }

void ControlServer::start() { impl_->tasks.spawn("control.accept", impl_->accept(impl_)); }

asio::awaitable<void> ControlServer::stop()
{
    const auto impl = impl_;
    error_code ignored;
    if (std::exchange(impl->bound, false))
        ::unlink(impl->path.c_str());
    impl->acceptor.close(ignored);
    impl->pause.cancel();
    for (const SocketPtr& socket : impl->reading)
        socket->close(ignored);
    const bool done = co_await impl->tasks.join_for(impl->options.grace);
    if (done)
        co_return;
    for (const SocketPtr& socket : impl->open)
        socket->close(ignored);
    co_await impl->tasks.join();
}

} // namespace langnghe::control
