#include "adapters/net/client.hpp"
#include "adapters/net/server.hpp"
#include "tests/unit/net/certificate.hpp"
#include "tests/unit/net/live.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace langnghe::net;
using namespace langnghe::net::test;

namespace {

ServerOptions with(const Certificate& certificate, Notes& notes)
{
    ServerOptions options;
    options.tls_certificate = certificate.certificate();
    options.tls_key = certificate.key();
    options.observer = notes.observer();
    options.bounds.linger = 200ms;
    return options;
}

struct Secured
{
    Secured() : server(live.io.get_executor(), with(certificate, notes), echo.handler())
    {
        REQUIRE(server.open().has_value());
        server.start();
    }

    ~Secured() { live.finish(server); }

    ClientReply ask(Client& client, const std::string& host, std::string body = {})
    {
        ClientRequest request;
        request.method = body.empty() ? "GET" : "POST";
        request.url = fmt::format("https://{}:{}/tls", host, server.port());
        request.body = std::move(body);
        ClientReply reply;
        auto steps = [&]() -> Task<> { reply = co_await client.send(request); };
        live.run(steps());
        return reply;
    }

    Certificate certificate{"localhost"};
    Notes notes;
    Live live;
    Echo echo;
    Server server;
};

ClientOptions trusting(const Certificate& certificate)
{
    ClientOptions options;
    options.ca_file = certificate.certificate();
    return options;
}

} // namespace

TEST_CASE("TLS with a trusted certificate, on one kept connection")
{
    Secured secured;
    Client client(secured.live.io.get_executor(), trusting(secured.certificate));
    for (int i = 0; i < 3; ++i) {
        const auto reply = secured.ask(client, "localhost");
        INFO(reply.error);
        REQUIRE(reply.stage == Stage::answered);
        CHECK(reply.body == "GET /tls ");
    }
    CHECK(secured.notes.of(ServerEvent::accepted) == 1);
    const auto large = secured.ask(client, "localhost", std::string(200'000, 'x'));
    CHECK(large.body == "POST /tls " + std::string(200'000, 'x'));
    client.close();
}

TEST_CASE("a certificate for another host, or of nobody we know, ends before anything is sent")
{
    Secured secured;
    Client trusting_client(secured.live.io.get_executor(), trusting(secured.certificate));
    const auto wrong_host = secured.ask(trusting_client, "127.0.0.1", "secret");
    CHECK(wrong_host.stage == Stage::not_sent);
    CHECK(wrong_host.error.find("TLS failed") == 0);
    Client stranger(secured.live.io.get_executor());
    const auto unknown = secured.ask(stranger, "localhost", "secret");
    CHECK(unknown.stage == Stage::not_sent);
    CHECK(unknown.error.find("TLS failed") == 0);
    ClientOptions broken;
    broken.ca_file = "/nonexistent/ca.pem";
    Client without_store(secured.live.io.get_executor(), broken);
    CHECK(secured.ask(without_store, "localhost", "secret").stage == Stage::not_sent);
    CHECK(secured.echo.seen.empty());
}

TEST_CASE("plain words at the TLS door are not answered")
{
    Secured secured;
    auto steps = [&]() -> Task<> {
        const auto answer =
            co_await converse(secured.live.io, secured.server.port(), "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        CHECK(answer.find("HTTP/1.1") == std::string::npos);
    };
    secured.live.run(steps());
    CHECK(secured.notes.of(ServerEvent::tls_failed) == 1);
    CHECK(secured.echo.seen.empty());
}

TEST_CASE("half a handshake is cut, on either side")
{
    Certificate certificate("localhost");
    Notes notes;
    Live live;
    Echo echo;
    auto options = with(certificate, notes);
    options.bounds.body.read = 150ms;
    Server server(live.io.get_executor(), options, echo.handler());
    REQUIRE(server.open().has_value());
    server.start();
    auto silent_client = [&]() -> Task<> { co_await converse(live.io, server.port(), "\x16\x03\x01"); };
    live.run(silent_client());
    CHECK(notes.of(ServerEvent::timed_out) == 1);
    live.finish(server);

    Peer peer(live.io);
    ClientOptions impatient = trusting(certificate);
    impatient.connect_timeout = 150ms;
    Client client(live.io.get_executor(), impatient);
    ClientRequest request;
    request.url = fmt::format("https://127.0.0.1:{}/", peer.port());
    auto silent_server = [&]() -> Task<> {
        const auto reply = co_await client.send(request);
        CHECK(reply.stage == Stage::not_sent);
    };
    live.run(silent_server());
}

TEST_CASE("a certificate that cannot be read is an error at opening")
{
    Live live;
    Echo echo;
    ServerOptions options;
    options.tls_certificate = "/nonexistent/cert.pem";
    options.tls_key = "/nonexistent/key.pem";
    Server server(live.io.get_executor(), options, echo.handler());
    CHECK(server.open().has_error());
}

TEST_CASE("a certificate with the key of another is refused at opening")
{
    Certificate one("localhost");
    Certificate other("localhost");
    Live live;
    Echo echo;
    ServerOptions options;
    options.tls_certificate = one.certificate();
    options.tls_key = other.key();
    Server server(live.io.get_executor(), options, echo.handler());
    CHECK(server.open().has_error());
}
