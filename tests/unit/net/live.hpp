#pragma once
// Coroutines against real sockets on loopback, all on one io_context. Whatever hangs fails after the deadline.

#include "adapters/net/client.hpp"
#include "adapters/net/server.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace langnghe::net::test {

using namespace std::chrono_literals;

using Clock = std::chrono::steady_clock;

template <class T = void>
using Task = boost::asio::awaitable<T>;

class Live
{
public:
    // Runs until the coroutine ends; its exceptions and its lateness fail the test.
    void run(Task<> steps);

    // Starts a coroutine that runs beside the steps; its exceptions fail the test.
    void beside(Task<> part);

    // Shuts the server down and requires that no work is left behind.
    void finish(Server& server);

    // Requires that everything comes to its end by itself.
    void drain();

    boost::asio::io_context io{1};
};

// Ends when the time has passed.
Task<> pause(std::chrono::milliseconds time);

// Opened by one coroutine, awaited by others.
class Gate
{
public:
    explicit Gate(boost::asio::io_context& io);
    void open();
    Task<> wait();

private:
    boost::asio::steady_timer timer_;
};

// A peer that speaks bytes.
class Raw
{
public:
    explicit Raw(boost::asio::io_context& io) : socket_(io) {}
    explicit Raw(boost::asio::ip::tcp::socket socket) : socket_(std::move(socket)) {}

    Task<> connect(std::uint16_t port);
    Task<> send(std::string bytes);

    // One answer or request: head, and as many bytes as its Content-Length says. Empty when the peer is gone.
    Task<std::string> message();

    // Everything until the peer closes.
    Task<std::string> rest();

    boost::asio::ip::tcp::socket& socket() { return socket_; }

private:
    Task<bool> more();

    boost::asio::ip::tcp::socket socket_;
    std::string held_;
    bool broken_ = false; // Asio never ends a write after one that failed
};

// A listener on loopback whose answers the test writes itself.
class Peer
{
public:
    explicit Peer(boost::asio::io_context& io);
    Task<Raw> accept();
    std::uint16_t port() const { return acceptor_.local_endpoint().port(); }
    std::string url(const std::string& path = "/") const;
    void close() { acceptor_.close(); }

private:
    boost::asio::ip::tcp::acceptor acceptor_;
};

// What a peer says that is content.
inline const std::string ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

// A request for that peer, with a word in its path that must show nowhere else.
ClientRequest to(const Peer& peer, std::chrono::milliseconds timeout = 5s);

// Sends, reads until the server closes.
Task<std::string> converse(boost::asio::io_context& io, std::uint16_t port, std::string bytes);

std::size_t count(const std::string& text, const std::string& word);

// Answers "METHOD target body" and remembers what it saw.
struct Echo
{
    Handler handler();

    std::vector<Request> seen;
};

// Notes of a server, counted.
struct Notes
{
    std::function<void(const ServerNote&)> observer();
    std::size_t of(ServerEvent event) const;

    std::map<ServerEvent, std::size_t> counts;
};

} // namespace langnghe::net::test
