#pragma once
// The TLS settings of a listening server: 1.2 and 1.3, forward secrecy and AEAD only.

#include "core/result.hpp"

#include <boost/asio/ssl/context.hpp>

#include <string>

namespace langnghe::net {

// Reads a chain and a key in PEM. Errors: the system's or OpenSSL's own.
Result<boost::asio::ssl::context> server_tls(const std::string& certificate, const std::string& key);

} // namespace langnghe::net
