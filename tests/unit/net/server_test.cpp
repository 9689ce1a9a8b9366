#include "adapters/net/server.hpp"
#include "tests/unit/net/live.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace langnghe::net;
using namespace langnghe::net::test;

namespace {

const std::string get_close = "GET /last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

std::string get(const std::string& path, const std::string& fields = {})
{
    return "GET " + path + " HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
}

std::string id_of(const std::string& message)
{
    const auto at = message.find("X-Request-Id: ");
    return at == std::string::npos ? "" : message.substr(at + 14, message.find("\r\n", at) - at - 14);
}

// A served echo and one conversation with it.
struct Served
{
    explicit Served(ServerOptions options = {}) : server(live.io.get_executor(), std::move(options), echo.handler())
    {
        REQUIRE(server.open().has_value());
        server.start();
    }

    ~Served() { live.finish(server); }

    std::string say(std::string bytes)
    {
        std::string answer;
        auto steps = [&]() -> Task<> { answer = co_await converse(live.io, server.port(), std::move(bytes)); };
        live.run(steps());
        return answer;
    }

    Live live;
    Echo echo;
    Server server;
};

} // namespace

TEST_CASE("a connection serves several requests, each with an id of its own")
{
    Served served;
    std::set<std::string> ids;
    auto steps = [&]() -> Task<> {
        Raw raw(served.live.io);
        co_await raw.connect(served.server.port());
        for (int i = 0; i < 3; ++i) {
            co_await raw.send(get("/a?b=c", "X-Request-Id: 6666666666666666\r\n"));
            const auto answer = co_await raw.message();
            CHECK(answer.find("HTTP/1.1 200 OK\r\n") == 0);
            CHECK(answer.find("GET /a?b=c ") != std::string::npos);
            CHECK(id_of(answer) == served.echo.seen.back().id);
            ids.insert(id_of(answer));
        }
    };
    served.live.run(steps());
    CHECK(ids.size() == 3);
    CHECK(ids.count("6666666666666666") == 0);
    CHECK(ids.begin()->size() == 16);
    CHECK(served.echo.seen[0].path == "/a");
    CHECK(served.echo.seen[0].query == "b=c");
    CHECK(served.echo.seen[0].header("hOST") == "a");
    CHECK(served.echo.seen[0].remote_address == "127.0.0.1");
}

TEST_CASE("pipelined requests are answered in order, the slow one first")
{
    Live live;
    int at_once = 0;
    int most = 0;
    auto handler = [&](const Request& request) -> Task<Response> {
        most = std::max(most, ++at_once);
        if (request.path == "/1")
            co_await pause(30ms);
        --at_once;
        co_return text(200, request.path);
    };
    Server server(live.io.get_executor(), {}, handler);
    REQUIRE(server.open().has_value());
    server.start();
    auto steps = [&]() -> Task<> {
        const auto all = co_await converse(live.io, server.port(), get("/1") + get("/2") + get("/3") + get_close);
        CHECK(count(all, "HTTP/1.1 200") == 4);
        CHECK(all.find("/1") < all.find("/2"));
        CHECK(all.find("/2") < all.find("/3"));
        CHECK(all.find("/3") < all.find("/last"));
    };
    live.run(steps());
    CHECK(most == 1);
    live.finish(server);
}

TEST_CASE("a thousand pipelined requests")
{
    Served served;
    std::string all;
    for (int i = 0; i < 1000; ++i)
        all += get("/" + std::to_string(i));
    const auto answers = served.say(all + get_close);
    CHECK(count(answers, "HTTP/1.1 200 OK\r\n") == 1001);
    REQUIRE(served.echo.seen.size() == 1001);
    for (std::size_t i = 0; i < 1000; ++i)
        REQUIRE(served.echo.seen[i].path == "/" + std::to_string(i));
}

TEST_CASE("a body arrives whole, however it is cut")
{
    Served served;
    const std::string body(100'000, 'x');
    const std::string whole = "POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n" + body + get_close;
    auto steps = [&]() -> Task<> {
        Raw raw(served.live.io);
        co_await raw.connect(served.server.port());
        for (std::size_t at = 0; at < whole.size(); at += 7777)
            co_await raw.send(whole.substr(at, 7777));
        const auto answers = co_await raw.rest();
        CHECK(count(answers, "HTTP/1.1 200 OK") == 2);
    };
    served.live.run(steps());
    REQUIRE(served.echo.seen.size() == 2);
    CHECK(served.echo.seen[0].body == body);
}

TEST_CASE("every byte in a packet of its own")
{
    Served served;
    const std::string whole =
        "POST /p HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n" + get_close;
    auto steps = [&]() -> Task<> {
        Raw raw(served.live.io);
        co_await raw.connect(served.server.port());
        raw.socket().set_option(boost::asio::ip::tcp::no_delay(true));
        for (const char byte : whole)
            co_await raw.send(std::string(1, byte));
        const auto answers = co_await raw.rest();
        CHECK(count(answers, "HTTP/1.1 200 OK") == 2);
    };
    served.live.run(steps());
    CHECK(served.echo.seen.at(0).body == "abc");
}

TEST_CASE("a chunked body, with extensions and trailers that change nothing")
{
    Served served;
    const auto answers = served.say("POST /p HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                                    "4;name=value\r\nVi\xe1\xbb\r\n2\r\n\x87t\r\n0\r\nHost: evil\r\nX-Late: 1\r\n\r\n" +
                                    get_close);
    CHECK(count(answers, "HTTP/1.1 200 OK") == 2);
    REQUIRE(served.echo.seen.size() == 2);
    CHECK(served.echo.seen[0].body == "Vi\xe1\xbb\x87t");
    CHECK(served.echo.seen[0].header("Host") == "a");
    CHECK(served.echo.seen[0].header("X-Late").empty());
    CHECK(served.echo.seen[1].path == "/last");
}

TEST_CASE("who expects an invitation gets one")
{
    Served served;
    auto steps = [&]() -> Task<> {
        Raw raw(served.live.io);
        co_await raw.connect(served.server.port());
        co_await raw.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
        const auto invitation = co_await raw.message();
        CHECK(invitation == "HTTP/1.1 100 Continue\r\n\r\n");
        co_await raw.send("body");
        const auto answer = co_await raw.message();
        CHECK(answer.find("POST / body") != std::string::npos);
    };
    served.live.run(steps());
    const auto eager = served.say("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nExpect: 100-continue\r\n"
                                  "Content-Length: 4\r\n\r\nbody");
    CHECK(eager.find("HTTP/1.1 200 OK") == 0);
    const auto huge =
        served.say("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 999999\r\n\r\n");
    CHECK(huge.find("HTTP/1.1 413 ") == 0);
}

TEST_CASE("HEAD tells the length and sends no body")
{
    Served served;
    const auto answers = served.say("HEAD /h HTTP/1.1\r\nHost: a\r\n\r\n" + get_close);
    CHECK(answers.find("Content-Length: 8\r\n") != std::string::npos);
    CHECK(answers.find("HEAD /h") == std::string::npos);
    CHECK(answers.find("GET /last") != std::string::npos);
}

TEST_CASE("HTTP/1.0 keeps the connection only when asked to")
{
    Served served;
    CHECK(count(served.say("GET / HTTP/1.0\r\n\r\nGET / HTTP/1.0\r\n\r\n"), "HTTP/1.1 200") == 1);
    const auto kept = served.say("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET / HTTP/1.0\r\n\r\n");
    CHECK(count(kept, "HTTP/1.1 200") == 2);
    CHECK(count(kept, "Connection: keep-alive") == 1);
}

TEST_CASE("a forwarded address is believed only from a trusted proxy")
{
    const std::string forged =
        get("/", "X-Forwarded-For: 6.6.6.6\r\nX-Forwarded-For: 198.51.100.7\r\nConnection: close\r\n");
    Served open;
    open.say(forged);
    CHECK(open.echo.seen.at(0).remote_address == "127.0.0.1");
    ServerOptions behind;
    behind.trusted_proxies.push_back(Cidr::parse("127.0.0.0/8").value());
    Served proxied(behind);
    proxied.say(forged);
    CHECK(proxied.echo.seen.at(0).remote_address == "198.51.100.7");
}

TEST_CASE("a handler's exception is a 500 that tells nothing, and the connection lives on")
{
    Live live;
    Notes notes;
    ServerOptions options;
    options.observer = notes.observer();
    auto handler = [](const Request& request) -> Task<Response> {
        if (request.path == "/throw")
            throw std::runtime_error("secret words");
        co_return empty(200);
    };
    Server server(live.io.get_executor(), options, handler);
    REQUIRE(server.open().has_value());
    server.start();
    auto steps = [&]() -> Task<> {
        const auto all = co_await converse(live.io, server.port(), get("/throw") + get_close);
        CHECK(count(all, "HTTP/1.1 500 ") == 1);
        CHECK(count(all, "HTTP/1.1 200 ") == 1);
        CHECK(all.find("secret") == std::string::npos);
    };
    live.run(steps());
    CHECK(notes.of(ServerEvent::handler_failed) == 1);
    CHECK(notes.of(ServerEvent::answered) == 2);
    live.finish(server);
    CHECK(notes.of(ServerEvent::accepted) == notes.of(ServerEvent::closed));
}

TEST_CASE("an address that cannot be bound is an error, not an exception")
{
    Served first;
    const auto refused = [&](const std::string& listen) {
        ServerOptions options;
        options.listen = listen;
        Server second(first.live.io.get_executor(), options, first.echo.handler());
        return second.open();
    };
    const auto taken = refused("127.0.0.1:" + std::to_string(first.server.port()));
    REQUIRE(taken.has_error());
    CHECK(taken.error() == boost::system::errc::address_in_use);
    CHECK(refused("nowhere").error() == langnghe::Errc::malformed);
    CHECK(refused("example.vn:80").error() == langnghe::Errc::malformed);
}
