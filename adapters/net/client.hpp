#pragma once
// Outgoing HTTP/1.1 with TLS 1.2 or better, host name verification and a pool of kept connections. One thread.
// It never throws for the network's sake: ClientReply::stage says what is known about the request's fate.
// Redirects are not followed. Error texts bear neither path, query, headers nor body.

#include "adapters/net/http.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace langnghe::net {

struct ClientRequest
{
    std::string method = "GET";
    std::string url;             // http://host[:port]/path?query or https://…; user info is refused
    std::vector<Header> headers; // Host, Content-Length and Connection are the client's business
    std::string body;
    std::string proxy; // http://host:port: through a tunnel of that proxy, which looks the name up; empty: directly
    std::chrono::milliseconds timeout{30'000}; // for everything, waiting for a connection included
    std::size_t body_limit = 1024 * 1024;      // of the answer
};

enum class Stage
{
    not_sent, // provably: bad request, no connection, TLS failed, nothing accepted
    written,  // may have reached the peer, no complete answer: ambiguous
    answered, // a complete answer, or a refusal (status 300 and up) whose body was cut: then `error` says so
};

struct ClientReply
{
    Stage stage = Stage::not_sent;
    unsigned status = 0; // also with Stage::written, when a head had arrived
    std::vector<Header> headers;
    std::string body;
    std::string error;

    std::string_view header(std::string_view name) const { return find_header(headers, name); }
};

struct ClientOptions
{
    std::chrono::milliseconds connect_timeout{5'000}; // name, connection and handshake together
    std::chrono::milliseconds idle_timeout{15'000};   // a kept connection is closed after that
    std::size_t connections_per_origin = 8;           // further senders wait their turn
    std::size_t idle_per_origin = 4;
    std::size_t idle_total = 64;
    std::string ca_file; // instead of the system's store
};

class Client
{
public:
    explicit Client(boost::asio::any_io_executor executor, ClientOptions options = ClientOptions());
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    boost::asio::awaitable<ClientReply> send(ClientRequest request);

    // Ends everything: kept connections, waiting senders and requests in flight, which report their stage.
    void close();

private:
    struct Impl;
    std::shared_ptr<Impl> impl_;
};

} // namespace langnghe::net
