#pragma once
// Where a request goes, and by way of whom.

#include "adapters/net/client.hpp"
#include "adapters/net/url.hpp"

#include <optional>
#include <utility>

namespace langnghe::net {

struct Route
{
    Url url{};
    std::optional<Url> proxy{};
    std::string origin{}; // what a kept connection may be used for
};

// Nothing when one of the two addresses is malformed.
inline std::optional<Route> route_of(const ClientRequest& request)
{
    Route route;
    auto url = parse_url(request.url);
    if (!url)
        return std::nullopt;
    route.url = std::move(*url);
    route.origin = route.url.origin();
    if (request.proxy.empty())
        return route;
    auto proxy = parse_url(request.proxy);
    if (!proxy || proxy->secure)
        return std::nullopt;
    route.proxy = std::move(*proxy);
    route.origin = route.proxy->origin() + " " + route.origin;
    return route;
}

} // namespace langnghe::net
