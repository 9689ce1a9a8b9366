#include "adapters/net/wire.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <sys/socket.h>

#include <cerrno>
#include <utility>

namespace asio = boost::asio;

namespace langnghe::net {

namespace {

constexpr auto use_codes = asio::as_tuple(asio::use_awaitable);

asio::awaitable<Done> done(boost::system::error_code code) { co_return Done(code); }

// What SSL_set_tlsext_host_name does, without its cast.
bool set_server_name(SSL* ssl, const std::string& host)
{
    std::string name = host;
    return SSL_ctrl(ssl, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, name.data()) == 1;
}

} // namespace

struct Wire::Secure
{
    Secure(asio::ip::tcp::socket& socket, asio::ssl::context& context) : stream(socket, context) {}

    asio::ssl::stream<asio::ip::tcp::socket&> stream;
};

Wire::Wire(asio::ip::tcp::socket socket) : socket_(std::move(socket)) {}

Wire::~Wire() = default;

asio::awaitable<boost::system::error_code> Wire::connect(asio::ip::tcp::resolver::results_type addresses)
{
    auto [code, endpoint] = co_await asio::async_connect(socket_, addresses, use_codes);
    if (!code)
        socket_.set_option(asio::ip::tcp::no_delay(true), code);
    co_return code;
}

asio::awaitable<Done> Wire::accept_tls(asio::ssl::context& context)
{
    secure_ = std::make_unique<Secure>(socket_, context);
    return secure_->stream.async_handshake(asio::ssl::stream_base::server, use_codes);
}

asio::awaitable<Done> Wire::connect_tls(asio::ssl::context& context, const std::string& host)
{
    secure_ = std::make_unique<Secure>(socket_, context);
    auto* const ssl = secure_->stream.native_handle();
    boost::system::error_code numeric;
    asio::ip::make_address(host, numeric);
    if (numeric && !set_server_name(ssl, host))
        return done(asio::error::invalid_argument);
    boost::system::error_code refused;
    secure_->stream.set_verify_mode(asio::ssl::verify_peer, refused);
    if (!refused)
        secure_->stream.set_verify_callback(asio::ssl::host_name_verification(host), refused);
    if (refused)
        return done(refused);
    return secure_->stream.async_handshake(asio::ssl::stream_base::client, use_codes);
}

asio::awaitable<Done> Wire::wait_readable()
{
    if (secure_)
        return done({});
    return socket_.async_wait(asio::ip::tcp::socket::wait_read, use_codes);
}

asio::awaitable<Io> Wire::read_some(asio::mutable_buffer room)
{
    if (secure_)
        return secure_->stream.async_read_some(room, use_codes);
    return socket_.async_read_some(room, use_codes);
}

asio::awaitable<Io> Wire::write(Pieces pieces)
{
    if (secure_)
        return asio::async_write(secure_->stream, pieces, use_codes);
    return asio::async_write(socket_, pieces, use_codes);
}

asio::awaitable<Done> Wire::finish()
{
    if (secure_)
        return secure_->stream.async_shutdown(use_codes);
    boost::system::error_code code;
    socket_.shutdown(asio::ip::tcp::socket::shutdown_send, code);
    return done(code);
}

bool Wire::quiet()
{
    char byte = 0;
    const auto got = ::recv(socket_.native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
}

void Wire::close()
{
    boost::system::error_code ignored;
    socket_.close(ignored);
}

} // namespace langnghe::net
