#include "adapters/net/server.hpp"
#include "tests/unit/net/live.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <catch2/catch.hpp>

using namespace langnghe::net;
using namespace langnghe::net::test;

namespace {

const std::string get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

} // namespace

TEST_CASE("a request in flight is answered, idle connections close, new ones are refused")
{
    Live live;
    Gate gate(live.io);
    Gate entered(live.io);
    auto handler = [&](const Request&) -> Task<Response> {
        entered.open();
        co_await gate.wait();
        co_return text(200, "whole");
    };
    Server server(live.io.get_executor(), {}, handler);
    REQUIRE(server.open().has_value());
    server.start();
    std::string in_flight;
    std::string idle = "open";
    auto ask = [&]() -> Task<> {
        Raw raw(live.io);
        co_await raw.connect(server.port());
        co_await raw.send(get);
        in_flight = co_await raw.rest();
    };
    auto loiter = [&]() -> Task<> { idle = co_await converse(live.io, server.port(), ""); };
    auto later = [&]() -> Task<> {
        co_await pause(100ms);
        CHECK(idle.empty());
        CHECK(in_flight.empty());
        gate.open();
    };
    auto steps = [&]() -> Task<> {
        const auto port = server.port();
        co_await entered.wait();
        while (server.connections() < 2)
            co_await pause(1ms);
        const auto begin = Clock::now();
        co_await server.shutdown(5s);
        CHECK(Clock::now() - begin < 4s);
        CHECK(server.connections() == 0);
        boost::asio::ip::tcp::socket late(live.io);
        const boost::asio::ip::tcp::endpoint endpoint(boost::asio::ip::address_v4::loopback(), port);
        const auto [code] = co_await late.async_connect(endpoint, boost::asio::as_tuple(boost::asio::use_awaitable));
        CHECK(code == boost::asio::error::connection_refused);
    };
    live.beside(ask());
    live.beside(loiter());
    auto relay = [&]() -> Task<> {
        co_await entered.wait();
        co_await later();
    };
    live.beside(relay());
    live.run(steps());
    live.drain();
    CHECK(in_flight.find("Connection: close") != std::string::npos);
    CHECK(in_flight.find("whole") != std::string::npos);
}

TEST_CASE("what does not end within the grace is cancelled and joined")
{
    Live live;
    Gate never(live.io);
    Gate entered(live.io);
    bool unwound = false;
    auto handler = [&](const Request&) -> Task<Response> {
        const std::shared_ptr<void> flag(nullptr, [&](void*) { unwound = true; });
        entered.open();
        co_await never.wait();
        co_await pause(60s);
        co_return empty(200);
    };
    Notes notes;
    ServerOptions options;
    options.observer = notes.observer();
    Server server(live.io.get_executor(), options, handler);
    REQUIRE(server.open().has_value());
    server.start();
    std::string answer = "none yet";
    auto ask = [&]() -> Task<> { answer = co_await converse(live.io, server.port(), get); };
    auto steps = [&]() -> Task<> {
        co_await entered.wait();
        const auto begin = Clock::now();
        co_await server.shutdown(100ms);
        CHECK(Clock::now() - begin >= 100ms);
        CHECK(Clock::now() - begin < 5s);
    };
    live.beside(ask());
    live.run(steps());
    live.drain();
    CHECK(unwound);
    CHECK(answer.empty());
    CHECK(notes.of(ServerEvent::handler_failed) == 0);
}

TEST_CASE("half a request at shutdown gets the grace and no more")
{
    Live live;
    Echo echo;
    Server server(live.io.get_executor(), {}, echo.handler());
    REQUIRE(server.open().has_value());
    server.start();
    auto steps = [&]() -> Task<> {
        Raw raw(live.io);
        co_await raw.connect(server.port());
        co_await raw.send("GET / HTTP/1.1\r\n");
        while (server.connections() == 0)
            co_await pause(1ms);
        co_await pause(20ms);
        const auto begin = Clock::now();
        co_await server.shutdown(100ms);
        CHECK(Clock::now() - begin < 5s);
        const auto rest = co_await raw.rest();
        CHECK(rest.empty());
    };
    live.run(steps());
    live.drain();
    CHECK(echo.seen.empty());
}

TEST_CASE("a server that never served shuts down too")
{
    Live live;
    Echo echo;
    Server server(live.io.get_executor(), {}, echo.handler());
    REQUIRE(server.open().has_value());
    live.finish(server);
}

TEST_CASE("a look at the deadlines that is due at the very end is the last one")
{
    Live live;
    Echo echo;
    ServerOptions options;
    options.bounds.linger = 40ms; // looks every 5 ms
    // The last connection takes so long to go that the next look is due before the server hears of its end.
    options.observer = [](const ServerNote& note) {
        const auto until = Clock::now() + 20ms;
        while (note.event == ServerEvent::closed && Clock::now() < until)
            continue;
    };
    Server server(live.io.get_executor(), options, echo.handler());
    REQUIRE(server.open().has_value());
    server.start();
    auto steps = [&]() -> Task<> {
        Raw raw(live.io);
        co_await raw.connect(server.port());
        co_await raw.send(get);
        co_await raw.message();
        co_await server.shutdown(2s);
    };
    live.run(steps());
    live.drain();
}
