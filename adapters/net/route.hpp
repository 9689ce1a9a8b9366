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

    // What a kept connection may be used for.
    std::string origin() const { return proxy ? proxy->origin() + " " + url.origin() : url.origin(); }
};

// Nothing when one of the two addresses is malformed.
inline std::optional<Route> route_of(const ClientRequest& request)
{
    Route route;
    auto url = parse_url(request.url);
    if (!url)
        return std::nullopt;
    route.url = std::move(*url);
    if (request.proxy.empty())
        return route;
    auto proxy = parse_url(request.proxy);
    if (!proxy || proxy->secure)
        return std::nullopt;
    route.proxy = std::move(*proxy);
    return route;
}

} // namespace langnghe::net
