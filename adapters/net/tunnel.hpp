#pragma once
// Asks an HTTP proxy for a way to a host (CONNECT, RFC 9110 9.3.6). The name is resolved by the proxy. What is in
// between sees host and port, and with https nothing else.

#include "adapters/net/url.hpp"
#include "adapters/net/wire.hpp"

#include <string>

namespace langnghe::net {

// Why there is no way; empty when the wire now leads to `target`. Its time is guarded by the caller.
boost::asio::awaitable<std::string> open_tunnel(Wire& wire, const Url& target);

} // namespace langnghe::net
