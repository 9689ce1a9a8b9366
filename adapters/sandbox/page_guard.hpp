#pragma once
// Who may use the page's interface. Pure.

#include "adapters/net/http.hpp"

#include <string_view>

namespace langnghe::sandbox {

// "localhost", "127.0.0.1" or "[::1]", with any port.
bool names_loopback(std::string_view host);

// Not from another site: Origin, when sent, is this host; Sec-Fetch-Site, when sent, is same-origin or none.
bool same_origin(const net::Request& request);

} // namespace langnghe::sandbox
