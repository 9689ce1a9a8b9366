#include "adapters/sandbox/page_guard.hpp"

#include <algorithm>
#include <string>

namespace langnghe::sandbox {

bool names_loopback(std::string_view host)
{
    const auto colon = host.rfind(':');
    const auto bracket = host.rfind(']');
    if (colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket)) {
        const auto port = host.substr(colon + 1);
        if (port.empty() || !std::all_of(port.begin(), port.end(), [](char c) { return c >= '0' && c <= '9'; }))
            return false;
        host = host.substr(0, colon);
    }
    return net::equal_ignoring_case(host, "localhost") || host == "127.0.0.1" || host == "[::1]";
}

bool same_origin(const net::Request& request)
{
    const auto origin = request.header("Origin");
    if (!origin.empty() && !net::equal_ignoring_case(origin, "http://" + std::string(request.header("Host"))))
        return false;
    const auto site = request.header("Sec-Fetch-Site");
    return site.empty() || site == "same-origin" || site == "none";
}

} // namespace langnghe::sandbox
