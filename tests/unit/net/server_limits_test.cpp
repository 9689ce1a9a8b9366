// Time and numbers: slow peers and many peers.
#include "adapters/net/server.hpp"
#include "tests/unit/net/live.hpp"

#include <catch2/catch.hpp>
#include <sys/resource.h>

using namespace langnghe::net;
using namespace langnghe::net::test;

namespace {

const std::string get_close = "GET /last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

struct Limited
{
    explicit Limited(Bounds bounds, Handler handler = {})
        : server(live.io.get_executor(), options(bounds), choose(handler))
    {
        REQUIRE(server.open().has_value());
        server.start();
    }

    ~Limited() { live.finish(server); }

    ServerOptions options(const Bounds& bounds)
    {
        ServerOptions made;
        made.bounds = bounds;
        made.observer = notes.observer();
        return made;
    }

    Handler choose(const Handler& handler) { return handler ? handler : echo.handler(); }

    // How long the server bears a peer that says this and no more.
    Clock::duration borne(std::string bytes)
    {
        const auto begin = Clock::now();
        auto steps = [&]() -> Task<> { co_await converse(live.io, server.port(), std::move(bytes)); };
        live.run(steps());
        return Clock::now() - begin;
    }

    Live live;
    Echo echo;
    Notes notes;
    Server server;
};

Bounds patient()
{
    Bounds bounds;
    bounds.idle = bounds.write = bounds.body.read = 15s;
    return bounds;
}

} // namespace

TEST_CASE("half a request is cut, whichever half")
{
    Bounds bounds = patient();
    bounds.body.read = 150ms;
    Limited limited(bounds);
    for (const char* half :
         {"G", "GET / HTTP/1.1\r\nHost: a\r\n", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nbo",
          "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab"}) {
        INFO(half);
        const auto time = limited.borne(half);
        CHECK(time >= 140ms);
        CHECK(time < 5s);
    }
    CHECK(limited.notes.of(ServerEvent::timed_out) == 4);
    CHECK(limited.echo.seen.empty());
}

TEST_CASE("a byte now and then does not buy time")
{
    Bounds bounds = patient();
    bounds.body.read = 200ms;
    Limited limited(bounds);
    auto drip = [&]() -> Task<> {
        Raw raw(limited.live.io);
        co_await raw.connect(limited.server.port());
        for (int i = 0; i < 10; ++i) {
            co_await raw.send("x");
            co_await pause(40ms);
        }
        const auto answer = co_await raw.rest();
        CHECK(answer.empty());
    };
    limited.live.run(drip());
    CHECK(limited.notes.of(ServerEvent::timed_out) == 1);
}

TEST_CASE("an idle connection is cut, at the beginning and between requests")
{
    Bounds bounds = patient();
    bounds.idle = 150ms;
    Limited limited(bounds);
    for (const char* words : {"", "GET / HTTP/1.1\r\nHost: a\r\n\r\n"}) {
        const auto time = limited.borne(words);
        CHECK(time >= 140ms);
        CHECK(time < 5s);
    }
    CHECK(limited.echo.seen.size() == 1);
}

TEST_CASE("a slow handler is not a slow peer")
{
    Bounds bounds;
    bounds.idle = bounds.write = bounds.body.read = bounds.linger = 50ms;
    auto slow = [](const Request&) -> Task<Response> {
        co_await pause(200ms);
        co_return text(200, "late but whole");
    };
    Limited limited(bounds, slow);
    auto steps = [&]() -> Task<> {
        const auto answer = co_await converse(limited.live.io, limited.server.port(), get_close);
        CHECK(answer.find("late but whole") != std::string::npos);
    };
    limited.live.run(steps());
}

TEST_CASE("a reader that never reads is cut")
{
    Bounds bounds = patient();
    bounds.write = 150ms;
    bounds.write_rate = 1024 * 1024 * 1024;
    auto large = [](const Request&) -> Task<Response> { co_return text(200, std::string(32 * 1024 * 1024, 'x')); };
    Limited limited(bounds, large);
    auto steps = [&]() -> Task<> {
        Raw raw(limited.live.io);
        co_await raw.connect(limited.server.port());
        co_await raw.send(get_close);
        while (limited.notes.of(ServerEvent::closed) == 0)
            co_await pause(5ms);
        CHECK(limited.notes.of(ServerEvent::timed_out) == 1);
    };
    limited.live.run(steps());
}

TEST_CASE("more connections than allowed are told so")
{
    Bounds bounds = patient();
    bool by_address = false;
    SECTION("in all") { bounds.connections = 2; }
    SECTION("from one address")
    {
        bounds.connections_per_address = 2;
        by_address = true;
    }
    Limited limited(bounds);
    auto steps = [&]() -> Task<> {
        const std::string get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
        Raw first(limited.live.io);
        Raw second(limited.live.io);
        co_await first.connect(limited.server.port());
        co_await second.connect(limited.server.port());
        co_await first.send(get);
        co_await first.message();
        const auto refused = co_await converse(limited.live.io, limited.server.port(), "");
        CHECK(refused.find("HTTP/1.1 503 ") == 0);
        CHECK(refused.find("Retry-After: ") != std::string::npos);
        first.socket().close();
        while (limited.notes.of(ServerEvent::closed) == 0)
            co_await pause(1ms);
        const auto served = co_await converse(limited.live.io, limited.server.port(), get_close);
        CHECK(served.find("HTTP/1.1 200 ") == 0);
    };
    limited.live.run(steps());
    CHECK(limited.notes.of(ServerEvent::over_capacity) == 1);
    CHECK(by_address == (bounds.connections > 2));
}

TEST_CASE("a trusted proxy may bring many")
{
    Live live;
    Echo echo;
    ServerOptions options;
    options.bounds.connections_per_address = 1;
    options.trusted_proxies.push_back(Cidr::parse("127.0.0.1").value());
    Server server(live.io.get_executor(), options, echo.handler());
    REQUIRE(server.open().has_value());
    server.start();
    auto steps = [&]() -> Task<> {
        Raw first(live.io);
        Raw second(live.io);
        co_await first.connect(server.port());
        co_await second.connect(server.port());
        co_await second.send(get_close);
        const auto answer = co_await second.rest();
        CHECK(answer.find("HTTP/1.1 200 ") == 0);
    };
    live.run(steps());
    live.finish(server);
}

TEST_CASE("without descriptors the server waits, and then goes on")
{
    Limited limited(patient());
    rlimit old{};
    REQUIRE(getrlimit(RLIMIT_NOFILE, &old) == 0);
    auto steps = [&]() -> Task<> {
        Raw raw(limited.live.io);
        raw.socket().open(boost::asio::ip::tcp::v4());
        rlimit few = old;
        few.rlim_cur = static_cast<rlim_t>(raw.socket().native_handle()) + 1;
        const int lowered = setrlimit(RLIMIT_NOFILE, &few);
        CHECK(lowered == 0);
        co_await raw.connect(limited.server.port());
        co_await raw.send(get_close);
        co_await pause(350ms);
        setrlimit(RLIMIT_NOFILE, &old);
        CHECK(limited.notes.of(ServerEvent::accept_failed) >= 2);
        CHECK(limited.notes.of(ServerEvent::accept_failed) <= 5);
        const auto answer = co_await raw.rest();
        CHECK(answer.find("HTTP/1.1 200 ") == 0);
    };
    limited.live.run(steps());
    setrlimit(RLIMIT_NOFILE, &old);
}
