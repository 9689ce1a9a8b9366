#include "adapters/net/url.hpp"

#include "adapters/net/address.hpp"
#include "adapters/net/bytes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace langnghe::net {

namespace {

bool is_name_byte(char c)
{
    return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z') || c == '-' || c == '.' || c == '_';
}

std::string bracketed(const std::string& host) { return host.find(':') == std::string::npos ? host : '[' + host + ']'; }

bool is_host(const std::string& host)
{
    const bool numeric_v6 = host.find(':') != std::string::npos;
    return !host.empty() && (numeric_v6 || std::all_of(host.begin(), host.end(), is_name_byte));
}

} // namespace

std::string Url::origin() const { return fmt::format("{}://{}:{}", secure ? "https" : "http", bracketed(host), port); }

std::string Url::host_field() const
{
    const bool usual = port == (secure ? 443 : 80);
    return usual ? bracketed(host) : fmt::format("{}:{}", bracketed(host), port);
}

Result<Url> parse_url(std::string_view text)
{
    const auto printable = [](char c) { return c > 0x20 && c < 0x7f && c != '#'; };
    if (!std::all_of(text.begin(), text.end(), printable))
        return Errc::malformed;
    Url url;
    const auto scheme = text.substr(0, text.find("://"));
    url.secure = scheme == "https";
    if (!url.secure && scheme != "http")
        return Errc::malformed;
    text.remove_prefix(std::min(text.size(), scheme.size() + 3));
    const auto end = std::min(text.find_first_of("/?"), text.size());
    const auto authority = std::string(text.substr(0, end));
    const bool has_port = authority.find(':', authority.find(']') + 1) != std::string::npos;
    auto where = parse_host_port(has_port ? authority : authority + (url.secure ? ":443" : ":80"));
    if (!where || where->port == 0 || !is_host(where->host))
        return Errc::malformed;
    url.host = std::move(where->host);
    url.port = where->port;
    url.target = text.substr(end);
    if (url.target.empty() || url.target.front() != '/')
        url.target.insert(0, "/");
    return url;
}

} // namespace langnghe::net
