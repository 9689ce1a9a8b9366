#pragma once
// Outgoing HTTP/1.1 with TLS 1.2 or better, host name verification and a pool of kept connections. One thread.
// It never throws for the network's sake: ClientReply::stage says what is known about the request's fate.
// Redirects are not followed. Error texts bear neither path, query, headers nor body.

#include "adapters/net/address.hpp"
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
    // Asked of every address that the host's name leads to: the connection goes to one that passes, is made anew and
    // not kept. Empty: anywhere.
    Admits admits{};
    // Takes the body of a 200 piece by piece, in place of ClientReply::body; other bodies are dropped. False: no more.
    std::function<bool(std::string_view)> sink{};
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
    bool too_large = false;    // the answer, over body_limit
    bool sink_refused = false; // by the sink

    std::string_view header(std::string_view name) const { return find_header(headers, name); }
};

struct ClientOptions
{
    std::chrono::milliseconds connect_timeout{5'000}; // name, connection and handshake together
    std::chrono::milliseconds idle_timeout{15'000};   // a kept connection is closed after that
    std::chrono::milliseconds name_patience{2'000};   // with a name that led somewhere before: then it leads there
    std::size_t connections_per_origin = 8;           // further senders wait their turn
    std::size_t idle_per_origin = 4;
    std::size_t idle_total = 64;
    std::string ca_file; // instead of the system's store
    // Instead of the system's resolver: the addresses of a name.
    std::function<std::vector<AddressBytes>(const std::string& host)> resolve{};
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
