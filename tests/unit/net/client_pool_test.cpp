// The client's kept connections and turns.
#include "adapters/net/client.hpp"
#include "tests/unit/net/live.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <vector>

using namespace langnghe::net;
using namespace langnghe::net::test;

namespace asio = boost::asio;

TEST_CASE("one connection serves one request after the other")
{
    Live live;
    Peer peer(live.io);
    Client client(live.io.get_executor());
    int accepted = 0;
    auto part = [&]() -> Task<> {
        auto raw = co_await peer.accept();
        ++accepted;
        for (int i = 0; i < 3; ++i) {
            co_await raw.message();
            co_await raw.send(ok);
        }
    };
    auto steps = [&]() -> Task<> {
        const auto request = to(peer);
        for (int i = 0; i < 3; ++i) {
            const auto reply = co_await client.send(request);
            CHECK(reply.stage == Stage::answered);
        }
    };
    live.beside(part());
    live.run(steps());
    CHECK(accepted == 1);
    client.close();
    live.drain();
}

TEST_CASE("a kept connection that its peer closed is not used again")
{
    Live live;
    Peer peer(live.io);
    Client client(live.io.get_executor());
    std::size_t served = 0;
    const bool reset = GENERATE(false, true);
    auto part = [&]() -> Task<> {
        for (; served < 20; ++served) {
            auto raw = co_await peer.accept();
            co_await raw.message();
            co_await raw.send(ok);
            if (reset)
                raw.socket().set_option(asio::socket_base::linger(true, 0));
        }
    };
    auto steps = [&]() -> Task<> {
        const auto request = to(peer);
        for (int i = 0; i < 20; ++i) {
            const auto reply = co_await client.send(request);
            CHECK(reply.stage == Stage::answered);
            CHECK(reply.error.empty());
            co_await pause(2ms);
        }
    };
    live.beside(part());
    live.run(steps());
    CHECK(served == 20);
    client.close();
    live.drain();
}

TEST_CASE("a kept connection that spoke out of turn is not used again")
{
    Live live;
    Peer peer(live.io);
    Client client(live.io.get_executor());
    auto part = [&]() -> Task<> {
        auto first = co_await peer.accept();
        co_await first.message();
        co_await first.send(ok);
        co_await pause(5ms);
        co_await first.send("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged");
        auto second = co_await peer.accept();
        co_await second.message();
        co_await second.send(ok);
    };
    auto steps = [&]() -> Task<> {
        const auto request = to(peer);
        co_await client.send(request);
        co_await pause(50ms);
        const auto reply = co_await client.send(request);
        CHECK(reply.body == "ok");
    };
    live.beside(part());
    live.run(steps());
    client.close();
    live.drain();
}

TEST_CASE("a peer that says close is believed")
{
    Live live;
    Peer peer(live.io);
    Client client(live.io.get_executor());
    int accepted = 0;
    auto part = [&]() -> Task<> {
        std::vector<Raw> open;
        for (; accepted < 2; ++accepted) {
            auto raw = co_await peer.accept();
            open.push_back(std::move(raw));
            co_await open.back().message();
            co_await open.back().send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        }
    };
    auto steps = [&]() -> Task<> {
        const auto request = to(peer);
        for (int i = 0; i < 2; ++i) {
            const auto reply = co_await client.send(request);
            CHECK(reply.stage == Stage::answered);
        }
    };
    live.beside(part());
    live.run(steps());
    CHECK(accepted == 2);
}

TEST_CASE("senders beyond the bound wait their turn")
{
    Live live;
    std::size_t at_once = 0;
    std::size_t most = 0;
    auto handler = [&](const Request&) -> Task<Response> {
        most = std::max(most, ++at_once);
        co_await pause(10ms);
        --at_once;
        co_return empty(200);
    };
    Notes notes;
    ServerOptions server_options;
    server_options.observer = notes.observer();
    Server server(live.io.get_executor(), server_options, handler);
    REQUIRE(server.open().has_value());
    server.start();
    ClientOptions options;
    options.connections_per_origin = 2;
    Client client(live.io.get_executor(), options);
    ClientRequest request;
    request.url = "http://127.0.0.1:" + std::to_string(server.port()) + "/";
    std::size_t answered = 0;
    Gate all(live.io);
    auto one = [&]() -> Task<> {
        const auto reply = co_await client.send(request);
        answered += reply.stage == Stage::answered ? 1 : 0;
        if (answered == 10)
            all.open();
    };
    for (int i = 0; i < 10; ++i)
        live.beside(one());
    live.run(all.wait());
    CHECK(most == 2);
    CHECK(notes.of(ServerEvent::accepted) == 2);
    client.close();
    live.finish(server);
}

TEST_CASE("kept connections are closed after their time")
{
    Live live;
    Peer peer(live.io);
    ClientOptions options;
    options.idle_timeout = 50ms;
    Client client(live.io.get_executor(), options);
    Clock::duration kept{};
    auto part = [&]() -> Task<> {
        auto raw = co_await peer.accept();
        co_await raw.message();
        co_await raw.send(ok);
        const auto begin = Clock::now();
        co_await raw.rest();
        kept = Clock::now() - begin;
    };
    auto steps = [&]() -> Task<> {
        const auto request = to(peer);
        co_await client.send(request);
    };
    live.beside(part());
    live.run(steps());
    live.drain();
    CHECK(kept >= 40ms);
    CHECK(kept < 5s);
}
