#pragma once
// Which request goes where: the public listener (webhooks, verification files, pages) and the administrators' one
// (health, readiness, metrics). See the HTTP table of README.

#include "bot/daemon/service.hpp"

#include <map>
#include <memory>
#include <string>

namespace langnghe::daemon {

using Services = std::map<std::string, std::unique_ptr<Service>, std::less<>>;

class PublicRoutes
{
public:
    PublicRoutes(Environment& environment, Services& services) : environment_(environment), services_(services) {}
    boost::asio::awaitable<net::Response> handle(const net::Request& request);

private:
    net::Response verification_file(std::string_view name) const;

    Environment& environment_;
    Services& services_;
};

class AdminRoutes
{
public:
    AdminRoutes(Environment& environment, Services& services) : environment_(environment), services_(services) {}
    boost::asio::awaitable<net::Response> handle(const net::Request& request);
    void shutting_down() { shutting_down_ = true; }

private:
    boost::asio::awaitable<net::Response> ready();

    Environment& environment_;
    Services& services_;
    bool shutting_down_ = false;
};

} // namespace langnghe::daemon
