#pragma once
// One TCP connection, plain or under TLS, with the operations that server and client share. Not movable: the TLS
// stream refers to the socket. Errors come back as codes. close() ends whatever is pending.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <tuple>

namespace langnghe::net {

using Io = std::tuple<boost::system::error_code, std::size_t>;
using Done = std::tuple<boost::system::error_code>;
using Pieces = std::array<boost::asio::const_buffer, 2>;

class Wire
{
public:
    explicit Wire(boost::asio::ip::tcp::socket socket);
    ~Wire();
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;

    // Tries the addresses in turn.
    boost::asio::awaitable<boost::system::error_code> connect(boost::asio::ip::tcp::resolver::results_type addresses);

    // From here on everything goes through TLS. The context outlives the wire.
    boost::asio::awaitable<Done> accept_tls(boost::asio::ssl::context& context);
    boost::asio::awaitable<Done> connect_tls(boost::asio::ssl::context& context, const std::string& host);

    // Until there is something to read, without a buffer; at once under TLS, which may hold bytes already.
    boost::asio::awaitable<Done> wait_readable();

    boost::asio::awaitable<Io> read_some(boost::asio::mutable_buffer room);
    boost::asio::awaitable<Io> write(Pieces pieces);

    // Says that nothing more will be sent.
    boost::asio::awaitable<Done> finish();

    // Nothing to read and not closed by the peer: an idle connection that may be used again.
    bool quiet();

    void close();

private:
    struct Secure;

    boost::asio::ip::tcp::socket socket_;
    std::unique_ptr<Secure> secure_;
};

} // namespace langnghe::net
