#include "adapters/net/server_tls.hpp"

#include <boost/asio/error.hpp>
#include <openssl/ssl.h>

#include <utility>

namespace ssl = boost::asio::ssl;

namespace langnghe::net {

Result<ssl::context> server_tls(const std::string& certificate, const std::string& key)
{
    ssl::context context(ssl::context::tls_server);
    auto* const native = context.native_handle();
    SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
    SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS);
    // OpenSSL would also offer TLS 1.3 the ffdhe groups: the smallest is weak, and a handshake with the largest costs
    // the server a thousand times what it costs with X25519.
    if (SSL_CTX_set_cipher_list(native, "ECDHE+AESGCM:ECDHE+CHACHA20") != 1 ||
        SSL_CTX_set1_groups_list(native, "X25519:P-256:P-384") != 1)
        return boost::system::error_code(boost::asio::error::operation_not_supported);
    boost::system::error_code code;
    context.use_certificate_chain_file(certificate, code);
    if (!code)
        context.use_private_key_file(key, ssl::context::pem, code);
    if (code)
        return code;
    return Result<ssl::context>(std::move(context));
}

} // namespace langnghe::net
