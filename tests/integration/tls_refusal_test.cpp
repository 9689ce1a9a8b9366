// Nobody but the platform hears its token: what is wrong with a TLS peer ends the call before anything is said.
#include "adapters/telegram/platform.hpp"
#include "adapters/zalo_oa/platform.hpp"
#include "bot/daemon/transport.hpp"
#include "tests/unit/net/certificate.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <catch2/catch.hpp>
#include <openssl/ssl.h>

#include <array>
#include <memory>
#include <string>

using namespace langnghe;
using net::test::Certificate;
namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

constexpr auto tuple = asio::as_tuple(asio::use_awaitable);
const std::string token = "7012345678:AAcanaryTokenThatNobodyMayHear";
const std::string fine = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";

// Takes one connection after the other, and keeps every byte that it is told: as it came, or as it meant.
class Listener
{
public:
    explicit Listener(asio::io_context& io) : acceptor_(io, tcp::endpoint(asio::ip::address_v4::loopback(), 0)) {}

    std::uint16_t port() const { return acceptor_.local_endpoint().port(); }
    void close() { acceptor_.close(); }

    asio::awaitable<void> serve(asio::ssl::context* tls, std::string answer)
    {
        for (;;) {
            auto [error, socket] = co_await acceptor_.async_accept(tuple);
            if (error)
                co_return;
            ++connections;
            if (tls == nullptr)
                co_await converse(socket, answer);
            else
                co_await serve_tls(std::move(socket), *tls, answer);
        }
    }

    std::string heard;
    int connections = 0;

private:
    asio::awaitable<void> serve_tls(tcp::socket socket, asio::ssl::context& tls, const std::string& answer)
    {
        asio::ssl::stream<tcp::socket> stream(std::move(socket), tls);
        auto [failed] = co_await stream.async_handshake(asio::ssl::stream_base::server, tuple);
        if (!failed)
            co_await converse(stream, answer);
    }

    template <class Stream>
    asio::awaitable<void> converse(Stream& stream, const std::string& answer)
    {
        std::array<char, 4096> bytes{};
        auto [error, size] = co_await stream.async_read_some(asio::buffer(bytes), tuple);
        heard.append(bytes.data(), size);
        if (!error)
            co_await asio::async_write(stream, asio::buffer(answer), tuple);
    }

    tcp::acceptor acceptor_;
};

std::unique_ptr<Platform> by_telegram(const std::string& base)
{
    telegram::TelegramOptions options;
    options.channel = "telegram";
    options.token = Secret{token};
    options.api_base = base;
    return std::make_unique<telegram::TelegramPlatform>(std::move(options));
}

std::unique_ptr<Platform> by_zalo(const std::string& base)
{
    zalo_oa::ZaloOaOptions options;
    options.channel = "zalo";
    options.access_token = Secret{token};
    options.api_base = base;
    return std::make_unique<zalo_oa::ZaloOaPlatform>(std::move(options));
}

asio::ssl::context serving(const Certificate& certificate)
{
    asio::ssl::context tls(asio::ssl::context::tls_server);
    tls.use_certificate_chain_file(certificate.certificate());
    tls.use_private_key_file(certificate.key(), asio::ssl::context::pem);
    return tls;
}

struct Attempt
{
    Outcome outcome;
    std::string heard;
    int connections = 0;
};

using Maker = std::unique_ptr<Platform> (*)(const std::string& base);

// One message by the real protocol to a listener that behaves so.
Attempt send(Maker make, asio::ssl::context* tls, const Certificate& trusted, const std::string& answer = fine)
{
    asio::io_context io;
    Listener listener(io);
    net::ClientOptions options;
    options.ca_file = trusted.certificate();
    net::Client client(io.get_executor(), options);
    const auto platform = make("https://localhost:" + std::to_string(listener.port()));
    OutboxItem item;
    item.chat = "42";
    item.text = "Đã tiếp nhận";
    Attempt attempt;
    bool ended = false;
    const auto job = [&]() -> asio::awaitable<void> {
        auto request = daemon::request_of(platform->send(item), std::chrono::milliseconds{5'000});
        const auto reply = co_await client.send(std::move(request));
        attempt.outcome = platform->read(daemon::answer_of(reply), item);
        client.close();
        listener.close();
    };
    const auto over = [&](std::exception_ptr error) {
        ended = !error;
        client.close();
        listener.close();
    };
    const auto ignore = [](std::exception_ptr) {};
    asio::co_spawn(io, listener.serve(tls, answer), ignore);
    asio::co_spawn(io, job, over);
    io.run_for(std::chrono::seconds{20});
    REQUIRE(ended);
    attempt.heard = listener.heard;
    attempt.connections = listener.connections;
    return attempt;
}

bool bears_token(const std::string& bytes)
{
    return bytes.find("canaryToken") != std::string::npos || bytes.find("7012345678") != std::string::npos;
}

// Not sent, to be tried again, and not a word was heard.
void check_refused(const Attempt& attempt)
{
    CHECK(attempt.outcome.kind == Outcome::Kind::temporary);
    CHECK(attempt.connections > 0);
    CHECK(attempt.heard.find("HTTP") == std::string::npos);
    CHECK_FALSE(bears_token(attempt.heard));
    CHECK_FALSE(bears_token(attempt.outcome.error));
}

} // namespace

TEST_CASE("the platform itself hears the token: what these tests look for can be found")
{
    const Certificate certificate("localhost");
    auto tls = serving(certificate);
    for (const Maker make : {by_telegram, by_zalo}) {
        const Attempt attempt = send(make, &tls, certificate);
        CHECK(bears_token(attempt.heard));
        CHECK(attempt.outcome.kind == Outcome::Kind::ambiguous); // {} says nothing
    }
}

TEST_CASE("an expired, unknown or wrong certificate is refused before a word is said")
{
    const Certificate good("localhost");
    const Certificate expired("localhost", std::chrono::hours{-1});
    const Certificate elsewhere("elsewhere.example");
    struct Case
    {
        const char* name;
        const Certificate& shown;
        const Certificate& trusted;
    };
    for (const Case& wrong : {Case{"expired", expired, expired}, Case{"self-signed", good, elsewhere},
                              Case{"wrong host", elsewhere, elsewhere}}) {
        CAPTURE(wrong.name);
        auto tls = serving(wrong.shown);
        check_refused(send(by_telegram, &tls, wrong.trusted));
        check_refused(send(by_zalo, &tls, wrong.trusted));
    }
}

TEST_CASE("TLS before 1.2 is refused, though the peer would speak it")
{
    const Certificate certificate("localhost");
    auto tls = serving(certificate);
    SSL_CTX_set_min_proto_version(tls.native_handle(), TLS1_VERSION);
    SSL_CTX_set_max_proto_version(tls.native_handle(), TLS1_1_VERSION);
    SSL_CTX_set_cipher_list(tls.native_handle(), "ALL:@SECLEVEL=0");
    check_refused(send(by_telegram, &tls, certificate));
    check_refused(send(by_zalo, &tls, certificate));
}

TEST_CASE("plain HTTP behind an https address is refused")
{
    const Certificate certificate("localhost");
    check_refused(send(by_telegram, nullptr, certificate));
    check_refused(send(by_zalo, nullptr, certificate));
}

TEST_CASE("a redirect is not followed, neither to plain HTTP nor elsewhere")
{
    const Certificate certificate("localhost");
    for (const Maker make : {by_telegram, by_zalo})
        for (const char* status : {"301 Moved", "302 Found", "307 Temporary Redirect", "308 Permanent Redirect"}) {
            asio::io_context io;
            Listener elsewhere(io);
            auto tls = serving(certificate);
            const Attempt attempt = send(make, &tls, certificate,
                                         std::string{"HTTP/1.1 "} + status +
                                             "\r\nLocation: http://127.0.0.1:" + std::to_string(elsewhere.port()) +
                                             "/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            CHECK(attempt.outcome.kind == Outcome::Kind::temporary);
            CHECK(attempt.connections == 1);
            const auto ignore = [](std::exception_ptr) {};
            asio::co_spawn(io, elsewhere.serve(nullptr, fine), ignore);
            io.run_for(std::chrono::milliseconds{20});
            CHECK(elsewhere.connections == 0);
        }
}
