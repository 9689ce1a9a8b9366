#include "bot/daemon/routes.hpp"

#include "adapters/json/reader.hpp"
#include "bot/daemon/answers.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <vector>

namespace langnghe::daemon {
namespace asio = boost::asio;
namespace {

constexpr std::string_view verifier_prefix = "zalo_verifier";
constexpr std::string_view verifier_suffix = ".html";

// "/a/b" gives a, b; anything odd about a path gives nothing, which is nowhere.
std::vector<std::string_view> segments(std::string_view path)
{
    std::vector<std::string_view> parts;
    while (!path.empty()) {
        if (path.front() != '/')
            return {};
        path.remove_prefix(1);
        const auto end = std::min(path.find('/'), path.size());
        parts.push_back(path.substr(0, end));
        path.remove_prefix(end);
    }
    return parts;
}

bool is_get(const net::Request& request) { return request.method == "GET" || request.method == "HEAD"; }

} // namespace

asio::awaitable<net::Response> PublicRoutes::handle(const net::Request& request)
{
    const auto begun = std::chrono::steady_clock::now();
    const auto parts = segments(request.path);
    auto route = metrics::Route::other;
    net::Response response = not_found();
    const auto service = parts.empty() ? services_.end() : services_.find(parts[0]);
    if (parts.size() == 3 && parts[1] == "hook" && service != services_.end()) {
        route = metrics::Route::hook;
        Webhook* webhook = service->second->webhook(parts[2]);
        if (webhook != nullptr && request.method != "POST")
            response = method_not_allowed("POST");
        else if (webhook != nullptr)
            response = co_await webhook->handle(request);
    } else if (parts.size() == 3 && parts[1] == "tep" && service != services_.end()) {
        route = metrics::Route::page;
        if (is_get(request))
            response = co_await service->second->file(parts[2]);
        else
            response = method_not_allowed("GET");
    } else if (parts.size() == 1 && is_get(request)) {
        route = metrics::Route::page;
        response = verification_file(parts[0]);
    }
    const auto took = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    environment_.metrics.request(route, response.status, took);
    co_return response;
}

// Zalo's domain verification: the code of the file name, in the meta tag that Zalo looks for.
net::Response PublicRoutes::verification_file(std::string_view name) const
{
    if (!name.starts_with(verifier_prefix) || !name.ends_with(verifier_suffix))
        return not_found();
    name.remove_prefix(verifier_prefix.size());
    name.remove_suffix(std::min(name.size(), verifier_suffix.size()));
    for (const auto& [slug, service] : services_)
        for (const auto& [channel, entry] : service->setup().channels)
            if (!name.empty() && entry.section.site_verification == name)
                return net::html(200, fmt::format("<!doctype html><html><head><meta name=\"zalo-platform-site-"
                                                  "verification\" property=\"zalo-platform-site-verification\" "
                                                  "content=\"{}\" /></head><body></body></html>\n",
                                                  name));
    return not_found();
}

asio::awaitable<net::Response> AdminRoutes::handle(const net::Request& request)
{
    if (!is_get(request))
        co_return method_not_allowed("GET");
    if (request.path == "/healthz")
        co_return net::text(200, "ok\n");
    if (request.path == "/readyz")
        co_return co_await ready();
    if (request.path != "/metrics")
        co_return not_found();
    for (const auto& [slug, service] : services_)
        co_await service->measure();
    net::Response response = net::text(200, environment_.metrics.render());
    for (net::Header& header : response.headers)
        if (net::equal_ignoring_case(header.name, "Content-Type"))
            header.value = "text/plain; version=0.0.4; charset=utf-8";
    co_return response;
}

asio::awaitable<net::Response> AdminRoutes::ready()
{
    auto troubles = nlohmann::json::array();
    if (shutting_down_)
        troubles.push_back("shutting down");
    for (const auto& [slug, service] : services_)
        for (const std::string& trouble : service->troubles())
            troubles.push_back(fmt::format("{}: {}", slug, trouble));
    auto warnings = nlohmann::json::array();
    for (const auto& [slug, service] : services_) {
        const auto found = co_await service->warnings();
        for (const std::string& warning : found)
            warnings.push_back(fmt::format("{}: {}", slug, warning));
    }
    const bool ready = troubles.empty();
    nlohmann::json document;
    document["ready"] = ready;
    document["troubles"] = std::move(troubles);
    document["warnings"] = std::move(warnings);
    co_return net::json(ready ? 200 : 503, json::dump(document) + "\n");
}

} // namespace langnghe::daemon
