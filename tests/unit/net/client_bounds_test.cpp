// The client's deadlines, and its end.
#include "adapters/net/client.hpp"
#include "tests/unit/net/live.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <vector>

using namespace langnghe::net;
using namespace langnghe::net::test;

namespace asio = boost::asio;

TEST_CASE("no answer in time: ambiguous, and the wait ends")
{
    Live live;
    Peer peer(live.io);
    Client client(live.io.get_executor());
    auto part = [&]() -> Task<> {
        auto raw = co_await peer.accept();
        co_await raw.rest();
    };
    auto steps = [&]() -> Task<> {
        const auto request = to(peer, 150ms);
        const auto begin = Clock::now();
        const auto reply = co_await client.send(request);
        CHECK(Clock::now() - begin >= 150ms);
        CHECK(Clock::now() - begin < 4s);
        CHECK(reply.stage == Stage::written);
        CHECK(reply.error == "timed out");
    };
    live.beside(part());
    live.run(steps());
    live.drain();
}

TEST_CASE("no connection in time: not sent")
{
    Live live;
    asio::ip::tcp::acceptor full(live.io);
    full.open(asio::ip::tcp::v4());
    full.bind({asio::ip::address_v4::loopback(), 0});
    full.listen(0);
    ClientOptions options;
    options.connect_timeout = 200ms;
    Client client(live.io.get_executor(), options);
    ClientRequest request;
    request.url = "http://127.0.0.1:" + std::to_string(full.local_endpoint().port()) + "/";
    auto steps = [&]() -> Task<> {
        Raw first(live.io);
        co_await first.connect(full.local_endpoint().port());
        const auto begin = Clock::now();
        const auto reply = co_await client.send(request);
        CHECK(Clock::now() - begin < 4s);
        CHECK(reply.stage == Stage::not_sent);
    };
    live.run(steps());
    live.drain();
}

TEST_CASE("who waits too long for a turn has sent nothing, and the turn is not lost")
{
    Live live;
    Peer peer(live.io);
    ClientOptions options;
    options.connections_per_origin = 1;
    Client client(live.io.get_executor(), options);
    auto part = [&]() -> Task<> {
        auto raw = co_await peer.accept();
        for (int i = 0; i < 2; ++i) {
            co_await raw.message();
            co_await pause(200ms);
            co_await raw.send(ok);
        }
    };
    auto patient = [&]() -> Task<> {
        const auto request = to(peer);
        const auto reply = co_await client.send(request);
        CHECK(reply.stage == Stage::answered);
    };
    auto steps = [&]() -> Task<> {
        const auto hasty = to(peer, 50ms);
        const auto late = co_await client.send(hasty);
        CHECK(late.stage == Stage::not_sent);
        co_await pause(200ms);
        const auto request = to(peer);
        const auto reply = co_await client.send(request);
        CHECK(reply.stage == Stage::answered);
    };
    live.beside(part());
    live.beside(patient());
    live.run(steps());
    client.close();
    live.drain();
}

TEST_CASE("closing ends everything, and each learns its stage")
{
    Live live;
    Peer peer(live.io);
    ClientOptions options;
    options.connections_per_origin = 1;
    Client client(live.io.get_executor(), options);
    std::vector<Stage> stages;
    auto part = [&]() -> Task<> {
        auto raw = co_await peer.accept();
        co_await raw.message();
        client.close();
    };
    auto one = [&]() -> Task<> {
        const auto request = to(peer);
        const auto reply = co_await client.send(request);
        stages.push_back(reply.stage);
    };
    for (int i = 0; i < 3; ++i)
        live.beside(one());
    live.run(part());
    live.drain();
    REQUIRE(stages.size() == 3);
    CHECK(std::count(stages.begin(), stages.end(), Stage::written) == 1);
    CHECK(std::count(stages.begin(), stages.end(), Stage::not_sent) == 2);
    live.run(one());
    CHECK(stages.back() == Stage::not_sent);
}
