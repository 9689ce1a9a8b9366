#include "adapters/net/server.hpp"

#include "adapters/net/server_tls.hpp"
#include "adapters/net/session.hpp"
#include "adapters/net/task_group.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <random>
#include <utility>
#include <vector>

namespace asio = boost::asio;
using asio::ip::tcp;

namespace langnghe::net {

namespace {

using namespace std::chrono_literals;

constexpr auto use_codes = asio::as_tuple(asio::use_awaitable);
constexpr auto accept_pause = 100ms; // when descriptors have run out
constexpr std::string_view over_capacity =
    "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nConnection: close\r\nContent-Length: 0\r\n";

// How often deadlines are looked at: often enough that none is overrun by more than an eighth.
std::chrono::milliseconds sweep_interval(const Bounds& bounds)
{
    const auto shortest = std::min({bounds.body.read, bounds.idle, bounds.write, bounds.linger});
    return std::clamp(shortest / 8, 5ms, 250ms);
}

asio::ip::address plain(const asio::ip::address& address)
{
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
    return address;
}

// A customer of IPv6 owns a /64, so that is what the cap counts.
AddressBytes counted_as(AddressBytes address, bool v6)
{
    if (v6)
        std::fill(address.begin() + 8, address.end(), std::uint8_t{0});
    return address;
}

std::uint64_t random_bits()
{
    std::random_device device;
    return (std::uint64_t{device()} << 32) | device();
}

} // namespace

struct Server::Impl : std::enable_shared_from_this<Server::Impl>
{
    Impl(asio::any_io_executor on, ServerOptions options, Handler handler)
        : executor(on), hub(std::make_shared<Hub>()), acceptor(on), pause(on), sweep(on),
          accepting(on, observe("accept"), 1), sessions(on, observe("connection"), options.bounds.connections)
    {
        hub->options = std::move(options);
        hub->handler = std::move(handler);
        hub->next_id = random_bits();
    }

    TaskObserver observe(std::string_view detail)
    {
        return [hub = hub, detail](std::string_view, std::exception_ptr error) {
            const ServerNote note{ServerEvent::handler_failed, 0, {}, detail, error};
            if (hub->options.observer)
                hub->options.observer(note);
        };
    }

    Result<void> bind();
    asio::awaitable<void> accept_all();
    void admit(tcp::socket socket);
    void turn_away(tcp::socket socket);
    void sweep_later();
    asio::awaitable<void> shutdown(std::chrono::milliseconds grace);
    void stop_accepting();

    asio::any_io_executor executor;
    std::shared_ptr<Hub> hub;
    tcp::acceptor acceptor;
    asio::steady_timer pause;
    asio::steady_timer sweep;
    TaskGroup accepting;
    TaskGroup sessions;
    bool over = false; // a look at the deadlines that was already due cannot be cancelled
};

Result<void> Server::Impl::bind()
{
    const auto where = parse_host_port(hub->options.listen);
    if (!where)
        return where.error();
    boost::system::error_code code;
    const auto address = asio::ip::make_address(where->host == "localhost" ? "127.0.0.1" : where->host, code);
    if (code)
        return Errc::malformed;
    const tcp::endpoint endpoint(address, where->port);
    acceptor.open(endpoint.protocol(), code);
    if (!code)
        acceptor.set_option(tcp::acceptor::reuse_address(true), code);
    if (!code)
        acceptor.bind(endpoint, code);
    if (!code)
        acceptor.listen(tcp::acceptor::max_listen_connections, code);
    if (!code)
        return {};
    boost::system::error_code ignored;
    acceptor.close(ignored);
    return code;
}

asio::awaitable<void> Server::Impl::accept_all()
{
    while (!hub->closing) {
        auto [code, socket] = co_await acceptor.async_accept(use_codes);
        if (hub->closing)
            co_return;
        if (!code) {
            admit(std::move(socket));
            continue;
        }
        hub->note(ServerEvent::accept_failed);
        pause.expires_after(accept_pause);
        co_await pause.async_wait(use_codes);
    }
}

void Server::Impl::admit(tcp::socket socket)
{
    boost::system::error_code code;
    const auto address = plain(socket.remote_endpoint(code).address());
    Peer peer;
    peer.text = address.to_string();
    const auto bytes = parse_address(peer.text);
    if (code || !bytes)
        return;
    peer.trusted = contains(hub->options.trusted_proxies, *bytes);
    peer.counted = counted_as(*bytes, address.is_v6());
    const auto same = hub->per_address.find(peer.counted);
    const bool crowded =
        !peer.trusted && same != hub->per_address.end() && same->second >= hub->options.bounds.connections_per_address;
    if (crowded || sessions.size() >= hub->options.bounds.connections)
        return turn_away(std::move(socket));
    socket.set_option(tcp::no_delay(true), code);
    auto session = std::make_unique<Session>(hub, std::move(socket), std::move(peer));
    auto run = [](std::unique_ptr<Session> owned) -> asio::awaitable<void> { co_await owned->run(); };
    sessions.spawn("connection", run(std::move(session)));
}

// One attempt into the empty send buffer of a fresh connection, then it closes.
void Server::Impl::turn_away(tcp::socket socket)
{
    hub->note(ServerEvent::over_capacity, 503);
    if (hub->tls)
        return;
    boost::system::error_code ignored;
    socket.non_blocking(true, ignored);
    const std::string answer = std::string(over_capacity) + "X-Request-Id: " + hub->new_id() + "\r\n\r\n";
    socket.write_some(asio::buffer(answer), ignored);
    socket.shutdown(tcp::socket::shutdown_both, ignored);
}

void Server::Impl::sweep_later()
{
    sweep.expires_after(sweep_interval(hub->options.bounds));
    auto look = [self = weak_from_this()](boost::system::error_code code) {
        const auto impl = self.lock();
        if (code || !impl || impl->over)
            return;
        const auto now = Session::Clock::now();
        for (Session* const session : impl->hub->sessions)
            session->close_if_due(now);
        impl->sweep_later();
    };
    sweep.async_wait(std::move(look));
}

void Server::Impl::stop_accepting()
{
    hub->closing = true;
    boost::system::error_code ignored;
    acceptor.close(ignored);
    pause.cancel();
}

asio::awaitable<void> Server::Impl::shutdown(std::chrono::milliseconds grace)
{
    stop_accepting();
    co_await accepting.join();
    for (Session* const session : hub->sessions)
        session->close_if_idle();
    co_await sessions.join_for(grace);
    sessions.cancel();
    co_await sessions.join();
    over = true;
    sweep.cancel();
}

Server::Server(asio::any_io_executor executor, ServerOptions options, Handler handler)
    : impl_(std::make_shared<Impl>(std::move(executor), std::move(options), std::move(handler)))
{}

Server::~Server()
{
    impl_->stop_accepting();
    impl_->sweep.cancel();
}

Result<void> Server::open()
{
    const ServerOptions& options = impl_->hub->options;
    if (!options.tls_certificate.empty()) {
        auto context = server_tls(options.tls_certificate, options.tls_key);
        if (!context)
            return context.error();
        impl_->hub->tls.emplace(std::move(*context));
    }
    return impl_->bind();
}

std::uint16_t Server::port() const
{
    boost::system::error_code ignored;
    return impl_->acceptor.local_endpoint(ignored).port();
}

void Server::start()
{
    auto run = [](std::shared_ptr<Impl> impl) -> asio::awaitable<void> { co_await impl->accept_all(); };
    impl_->accepting.spawn("accept", run(impl_));
    impl_->sweep_later();
}

asio::awaitable<void> Server::shutdown(std::chrono::milliseconds grace)
{
    const auto impl = impl_;
    co_await impl->shutdown(grace);
}

std::size_t Server::connections() const { return impl_->sessions.size(); }

} // namespace langnghe::net
