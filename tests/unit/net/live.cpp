#include "tests/unit/net/live.hpp"

#include "adapters/net/task_group.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <cstdlib>

namespace asio = boost::asio;
using asio::ip::tcp;

namespace langnghe::net::test {

namespace {

using Io = std::tuple<boost::system::error_code, std::size_t>;

constexpr auto deadline = 20s;
constexpr auto use_codes = asio::as_tuple(asio::use_awaitable);

std::size_t body_length(const std::string& head)
{
    const auto at = head.find("Content-Length: ");
    return at == std::string::npos ? 0 : std::strtoul(head.c_str() + at + 16, nullptr, 10);
}

} // namespace

void Live::run(Task<> steps)
{
    bool done = false;
    std::exception_ptr failure;
    auto ended = [&](std::exception_ptr error) {
        done = true;
        failure = error;
        io.stop();
    };
    asio::co_spawn(io, std::move(steps), std::move(ended));
    io.restart();
    io.run_for(deadline);
    REQUIRE(done);
    if (failure)
        std::rethrow_exception(failure);
}

void Live::beside(Task<> part)
{
    auto ended = [](std::exception_ptr error) { CHECK((!error || is_cancellation(error))); };
    asio::co_spawn(io, std::move(part), std::move(ended));
}

void Live::finish(Server& server)
{
    run(server.shutdown(2s));
    CHECK(server.connections() == 0);
    drain();
}

void Live::drain()
{
    io.restart();
    io.run_for(deadline);
    CHECK(io.stopped());
}

Task<> pause(std::chrono::milliseconds time)
{
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer timer(executor, time);
    co_await timer.async_wait(asio::use_awaitable);
}

Gate::Gate(asio::io_context& io) : timer_(io) { timer_.expires_at(asio::steady_timer::time_point::max()); }

void Gate::open() { timer_.expires_at(asio::steady_timer::time_point::min()); }

Task<> Gate::wait() { co_await timer_.async_wait(use_codes); }

Task<> Raw::connect(std::uint16_t port)
{
    const tcp::endpoint endpoint(asio::ip::address_v4::loopback(), port);
    co_await socket_.async_connect(endpoint, asio::use_awaitable);
}

Task<> Raw::send(std::string bytes)
{
    if (broken_)
        co_return;
    const Io sent = co_await asio::async_write(socket_, asio::buffer(bytes), use_codes);
    broken_ = static_cast<bool>(std::get<0>(sent));
}

Task<bool> Raw::more()
{
    char bytes[4096];
    const auto [code, got] = co_await socket_.async_read_some(asio::buffer(bytes), use_codes);
    held_.append(bytes, got);
    co_return !code;
}

Task<std::string> Raw::message()
{
    bool open = true;
    while (open) {
        const auto head = held_.find("\r\n\r\n");
        if (head != std::string::npos) {
            const auto size = head + 4 + body_length(held_.substr(0, head + 2));
            if (held_.size() >= size) {
                auto whole = held_.substr(0, size);
                held_.erase(0, size);
                co_return whole;
            }
        }
        open = co_await more();
    }
    co_return std::string();
}

Task<std::string> Raw::rest()
{
    bool open = true;
    while (open)
        open = co_await more();
    co_return std::move(held_);
}

Peer::Peer(asio::io_context& io) : acceptor_(io, tcp::endpoint(asio::ip::address_v4::loopback(), 0)) {}

Task<Raw> Peer::accept()
{
    auto socket = co_await acceptor_.async_accept(asio::use_awaitable);
    co_return Raw(std::move(socket));
}

std::string Peer::url(const std::string& path) const { return fmt::format("http://127.0.0.1:{}{}", port(), path); }

ClientRequest to(const Peer& peer, std::chrono::milliseconds timeout)
{
    ClientRequest request;
    request.url = peer.url("/path-secret");
    request.timeout = timeout;
    return request;
}

Task<std::string> converse(asio::io_context& io, std::uint16_t port, std::string bytes)
{
    Raw raw(io);
    co_await raw.connect(port);
    co_await raw.send(std::move(bytes));
    co_return co_await raw.rest();
}

std::size_t count(const std::string& text, const std::string& word)
{
    std::size_t found = 0;
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + word.size()))
        ++found;
    return found;
}

Handler Echo::handler()
{
    return [this](const Request& request) -> Task<Response> {
        seen.push_back(request);
        co_return text(200, request.method + " " + request.target + " " + request.body);
    };
}

std::function<void(const ServerNote&)> Notes::observer()
{
    return [this](const ServerNote& note) { ++counts[note.event]; };
}

std::size_t Notes::of(ServerEvent event) const
{
    const auto found = counts.find(event);
    return found == counts.end() ? 0 : found->second;
}

} // namespace langnghe::net::test
