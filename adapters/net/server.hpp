#pragma once
// HTTP/1.1 server on one executor, which must run on one thread. Every bound of the design is a default here.
// Framing errors are answered and closed by the server; a handler sees only whole requests, one at a time for each
// connection, and may suspend as long as it likes. A handler's exception becomes a 500 and a note to the observer.

#include "adapters/net/address.hpp"
#include "adapters/net/http.hpp"
#include "core/result.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace langnghe::net {

struct BodyBound
{
    std::size_t bytes = 256 * 1024;
    std::chrono::milliseconds read{10'000}; // for the whole request
};

struct Bounds
{
    std::size_t header_bytes = 8 * 1024;
    std::size_t header_fields = 64;
    BodyBound body{};
    std::function<BodyBound(std::string_view path)> body_for; // larger or smaller for some paths; empty: `body`
    std::chrono::milliseconds idle{30'000};
    std::chrono::milliseconds write{10'000};
    std::size_t write_rate = 64 * 1024;      // bytes a second that a reader must manage beyond `write`
    std::chrono::milliseconds linger{2'000}; // to drain what a refused client still sends
    std::size_t connections = 10'000;
    std::size_t connections_per_address = 256; // trusted proxies are not counted
};

enum class ServerEvent
{
    accepted,       // a connection
    closed,         // a connection
    answered,       // a request, with its status
    refused,        // a request that is not well-formed or too large, with its status
    over_capacity,  // a connection beyond a cap
    timed_out,      // a connection that was too slow
    tls_failed,     // a handshake
    accept_failed,  // no descriptors left; the server pauses
    handler_failed, // an exception; `error` holds it
    bad_header,     // a handler's header that cannot be sent was left out
};

struct ServerNote
{
    ServerEvent event = ServerEvent::accepted;
    unsigned status = 0;
    std::string_view request_id;
    std::string_view detail; // fixed text, nothing of the client's
    std::exception_ptr error;
};

struct ServerOptions
{
    std::string listen = "127.0.0.1:0"; // port 0: any free one
    Bounds bounds{};
    std::string tls_certificate; // chain in PEM; empty: plain HTTP
    std::string tls_key;
    std::vector<Cidr> trusted_proxies;
    std::function<void(const ServerNote&)> observer;
};

class Server
{
public:
    Server(boost::asio::any_io_executor executor, ServerOptions options, Handler handler);
    ~Server(); // after shutdown(), or after the executor's context has stopped for good
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    // Reads the certificate and binds. Errors: Errc::malformed for the address, else the system's own.
    Result<void> open();

    // The bound port.
    std::uint16_t port() const;

    // Accepts from now on. After open().
    void start();

    // No new connections; idle ones close; those with a request in flight get `grace`, then are cancelled. Returns
    // when none is left.
    boost::asio::awaitable<void> shutdown(std::chrono::milliseconds grace);

    std::size_t connections() const;

private:
    struct Impl;
    std::shared_ptr<Impl> impl_;
};

} // namespace langnghe::net
