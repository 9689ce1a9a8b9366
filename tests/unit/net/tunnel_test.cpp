#include "adapters/net/client.hpp"
#include "adapters/net/server.hpp"
#include "tests/unit/net/certificate.hpp"
#include "tests/unit/net/live.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <array>

using namespace langnghe::net;
using namespace langnghe::net::test;
namespace asio = boost::asio;

namespace {

const std::string established = "HTTP/1.1 200 Connection established\r\n\r\n";

ClientRequest by_proxy(const Peer& proxy, std::string url)
{
    ClientRequest request;
    request.url = std::move(url);
    request.proxy = fmt::format("http://127.0.0.1:{}", proxy.port());
    request.timeout = 5s;
    return request;
}

struct Way
{
    ClientReply act(Task<> part, ClientRequest request)
    {
        ClientReply reply;
        auto steps = [&]() -> Task<> { reply = co_await client.send(request); };
        live.beside(std::move(part));
        live.run(steps());
        return reply;
    }

    // The proxy hears one request, says these words and closes.
    ClientReply refused_with(std::string words)
    {
        auto part = [&]() -> Task<> {
            auto raw = co_await proxy.accept();
            asked = co_await raw.message();
            co_await raw.send(words);
        };
        return act(part(), by_proxy(proxy, "https://api.example.vn/bot-token/getMe"));
    }

    Live live;
    Peer proxy{live.io};
    Client client{live.io.get_executor()};
    std::string asked;
};

// Carries bytes one way until either side ends.
Task<> carry(asio::ip::tcp::socket& from, asio::ip::tcp::socket& to)
{
    constexpr auto token = asio::as_tuple(asio::use_awaitable);
    std::array<char, 4096> bytes{};
    while (true) {
        const auto room = asio::buffer(bytes);
        const auto [ended, count] = co_await from.async_read_some(room, token);
        if (ended)
            break;
        const auto what = asio::buffer(bytes.data(), count);
        const auto [lost, written] = co_await asio::async_write(to, what, token);
        if (lost)
            break;
    }
    boost::system::error_code ignored;
    to.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
}

} // namespace

TEST_CASE("a request goes through the proxy's tunnel, which alone knows the host")
{
    Way way;
    std::string inside;
    auto part = [&]() -> Task<> {
        auto raw = co_await way.proxy.accept();
        way.asked = co_await raw.message();
        co_await raw.send(established);
        inside = co_await raw.message();
        co_await raw.send(ok);
    };
    const auto reply = way.act(part(), by_proxy(way.proxy, "http://no-such-name.example.vn/bot-token/getMe"));
    CHECK(reply.stage == Stage::answered);
    CHECK(reply.body == "ok");
    CHECK(way.asked == "CONNECT no-such-name.example.vn:80 HTTP/1.1\r\nHost: no-such-name.example.vn:80\r\n\r\n");
    CHECK(inside == "GET /bot-token/getMe HTTP/1.1\r\nHost: no-such-name.example.vn\r\n\r\n");
}

TEST_CASE("a proxy that refuses, babbles or is gone: provably not sent")
{
    Way way;
    const auto refused =
        way.refused_with("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 3\r\n\r\nno\n");
    CHECK(refused.stage == Stage::not_sent);
    CHECK(refused.error == "the proxy refused: 407");
    CHECK(way.asked.find("token") == std::string::npos);
    CHECK(way.refused_with("SSH-2.0-OpenSSH\r\n\r\n").error == "the proxy does not speak HTTP");
    CHECK(way.refused_with(established + "more").error == "the proxy spoke out of turn");
    CHECK(way.refused_with("").error.find("the proxy gave no answer") == 0);
    CHECK(way.refused_with("HTTP/1.1 200 OK\r\nX: " + std::string(100'000, 'x')).stage == Stage::not_sent);

    const auto request = by_proxy(way.proxy, "https://api.example.vn/");
    way.proxy.close();
    ClientReply reply;
    auto steps = [&]() -> Task<> { reply = co_await way.client.send(request); };
    way.live.run(steps());
    CHECK(reply.stage == Stage::not_sent);
    CHECK(reply.error.find("connection to the proxy failed") == 0);
}

TEST_CASE("a proxy that never answers is given up in time")
{
    Way way;
    Gate done{way.live.io};
    auto part = [&]() -> Task<> {
        auto raw = co_await way.proxy.accept();
        way.asked = co_await raw.message();
        co_await done.wait();
    };
    auto request = by_proxy(way.proxy, "https://api.example.vn/");
    request.timeout = 200ms;
    const auto reply = way.act(part(), request);
    CHECK(reply.stage == Stage::not_sent);
    done.open();
    way.live.drain();
}

TEST_CASE("TLS reaches from end to end: the proxy sees no word, and the name is verified")
{
    const Certificate certificate{"localhost"};
    Notes notes;
    Live live;
    Echo echo;
    ServerOptions options;
    options.tls_certificate = certificate.certificate();
    options.tls_key = certificate.key();
    options.observer = notes.observer();
    options.bounds.linger = 200ms;
    Server server(live.io.get_executor(), options, echo.handler());
    REQUIRE(server.open().has_value());
    server.start();
    Peer proxy{live.io};
    ClientOptions trusting;
    trusting.ca_file = certificate.certificate();
    Client client{live.io.get_executor(), trusting};
    std::vector<std::string> asked;
    const auto tunnel = [&]() -> Task<> {
        auto raw = co_await proxy.accept();
        auto words = co_await raw.message();
        asked.push_back(std::move(words));
        asio::ip::tcp::socket onward(live.io);
        const asio::ip::tcp::endpoint there(asio::ip::address_v4::loopback(), server.port());
        co_await onward.async_connect(there, asio::use_awaitable);
        co_await raw.send(established);
        live.beside(carry(onward, raw.socket()));
        co_await carry(raw.socket(), onward);
        co_await pause(50ms); // the other way has ended by then
    };
    const auto ask = [&](const std::string& host) {
        ClientReply reply;
        auto steps = [&]() -> Task<> {
            auto request = by_proxy(proxy, fmt::format("https://{}:{}/inside", host, server.port()));
            request.headers.push_back({"X-Token", "canary"});
            reply = co_await client.send(std::move(request));
        };
        live.beside(tunnel());
        live.run(steps());
        return reply;
    };
    const auto good = ask("localhost");
    CHECK(good.stage == Stage::answered);
    CHECK(good.body == "GET /inside ");
    const auto other = ask("elsewhere.example.vn");
    CHECK(other.stage == Stage::not_sent);
    CHECK(other.error.find("TLS failed") == 0);
    for (const std::string& words : asked)
        CHECK(words.find("inside") == std::string::npos);
    client.close();
    live.finish(server);
}

TEST_CASE("a kept tunnel serves its own host and proxy only")
{
    Way way;
    std::vector<std::string> heard;
    const std::vector<std::string> answers{established, ok, ok};
    const std::vector<std::string> urls{"http://a.example.vn/1", "http://a.example.vn/2"};
    const auto part = [&]() -> Task<> {
        auto raw = co_await way.proxy.accept();
        for (const std::string& words : answers) {
            auto said = co_await raw.message();
            heard.push_back(said.substr(0, said.find('\r')));
            co_await raw.send(words);
        }
    };
    auto steps = [&]() -> Task<> {
        for (const std::string& url : urls) {
            auto request = by_proxy(way.proxy, url);
            const auto reply = co_await way.client.send(std::move(request));
            CHECK(reply.body == "ok");
        }
    };
    way.live.beside(part());
    way.live.run(steps());
    CHECK(heard == std::vector<std::string>{"CONNECT a.example.vn:80 HTTP/1.1", "GET /1 HTTP/1.1", "GET /2 HTTP/1.1"});
}
