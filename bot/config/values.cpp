#include "bot/config/values.hpp"

#include "adapters/net/address.hpp"
#include "adapters/net/url.hpp"

#include <algorithm>
#include <array>

namespace langnghe::config {
namespace {

constexpr std::array<std::string_view, 12> reserved{"healthz", "readyz",   "metrics",   "hook", "gui",     "console",
                                                    "tep",     "theo-doi", "cong-khai", "q",    "sandbox", "static"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_small(char c) { return (c >= 'a' && c <= 'z') || is_digit(c); }

bool is_local_host(std::string_view host)
{
    if (host == "localhost")
        return true;
    const auto address = net::parse_address(host);
    static const auto v4 = net::Cidr::parse("127.0.0.0/8");
    static const auto v6 = net::Cidr::parse("::1");
    return address && (v4->contains(*address) || v6->contains(*address));
}

} // namespace

bool is_slug(std::string_view text)
{
    const auto legal = [](char c) { return is_small(c) || c == '-'; };
    return !text.empty() && text.size() <= 40 && std::all_of(text.begin(), text.end(), legal) &&
           is_small(text.front()) && is_small(text.back());
}

bool is_reserved(std::string_view slug) { return std::find(reserved.begin(), reserved.end(), slug) != reserved.end(); }

bool is_code(std::string_view text)
{
    const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    return text.size() >= 2 && text.size() <= 6 && std::all_of(text.begin(), text.end(), capital);
}

bool is_listen_address(std::string_view text)
{
    const auto parsed = net::parse_host_port(text);
    return parsed && (parsed->host == "localhost" || net::parse_address(parsed->host));
}

bool is_loopback(std::string_view host_and_port)
{
    const auto parsed = net::parse_host_port(host_and_port);
    return parsed && is_local_host(parsed->host);
}

std::string wrong_base(std::string_view text, bool path_allowed)
{
    const auto url = net::parse_url(text);
    if (!url)
        return "is not an address of the form https://name";
    if (url->target.find('?') != std::string::npos)
        return "must not have a query";
    if (!path_allowed && url->target != "/")
        return "must not have a path";
    if (!url->secure && !is_local_host(url->host))
        return "must begin with https://";
    return {};
}

bool is_proxy(std::string_view text)
{
    const auto url = net::parse_url(text);
    return url && !url->secure && url->target == "/";
}

std::string without_slash(std::string text)
{
    while (!text.empty() && text.back() == '/')
        text.pop_back();
    return text;
}

} // namespace langnghe::config
