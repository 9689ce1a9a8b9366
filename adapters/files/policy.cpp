#include "adapters/files/policy.hpp"

#include <algorithm>
#include <array>

namespace langnghe::files {
namespace {

// What is not the public Internet within IPv4 and within 2000::/3, the only part of IPv6 that is given out (so that
// fc00::/7, fe80::/10, 64:ff9b::/96 and the like need no line). Ranges that carry an IPv4 address inside are refused
// whole.
constexpr std::array<std::string_view, 22> special{
    "0.0.0.0/8",         // this network
    "10.0.0.0/8",        // private
    "100.64.0.0/10",     // carrier-grade NAT
    "127.0.0.0/8",       // loopback
    "168.63.129.16",     // a cloud's own
    "169.254.0.0/16",    // link-local, and the clouds' metadata
    "172.16.0.0/12",     // private
    "192.0.0.0/24",      // protocol assignments
    "192.0.2.0/24",      // documentation
    "192.88.99.0/24",    // 6to4 relays
    "192.168.0.0/16",    // private
    "198.18.0.0/15",     // benchmarks
    "198.51.100.0/24",   // documentation
    "203.0.113.0/24",    // documentation
    "224.0.0.0/4",       // multicast
    "240.0.0.0/4",       // reserved, broadcast
    "2001::/23",         // Teredo, ORCHID and other protocols
    "2001:db8::/32",     // documentation
    "2002::/16",         // 6to4
    "2620:4f:8000::/48", // AS112
    "3fff::/20",         // documentation
    "3ffe::/16",         // the first test network
};

const std::vector<net::Cidr>& special_ranges()
{
    static const std::vector<net::Cidr> ranges = [] {
        std::vector<net::Cidr> made;
        made.reserve(std::size(special));
        for (const std::string_view text : special)
            made.push_back(net::Cidr::parse(text).value());
        return made;
    }();
    return ranges;
}

bool is_global_v6(const net::AddressBytes& address) { return (address[0] & 0xe0U) == 0x20U; }

bool is_mapped(const net::AddressBytes& address)
{
    constexpr net::AddressBytes prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    return std::equal(prefix.begin(), prefix.begin() + 12, address.begin());
}

std::string lowered(std::string_view text)
{
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return lower;
}

// Labels of letters, digits and hyphens: no address in whatever spelling ends in an allowed name.
bool is_below(std::string_view host, std::string_view name)
{
    if (!host.ends_with(name) || host.size() < name.size() + 2 || host[host.size() - name.size() - 1] != '.')
        return false;
    const auto label_byte = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    };
    return std::ranges::all_of(host, label_byte) && host.front() != '.' && host.find("..") == std::string_view::npos;
}

// Without TLS nobody proves who answers: on this machine alone.
bool is_safe_base(const net::Url& base)
{
    if (base.secure)
        return true;
    const auto address = net::parse_address(base.host);
    static const net::Cidr v4 = net::Cidr::parse("127.0.0.0/8").value();
    static const net::Cidr v6 = net::Cidr::parse("::1").value();
    return base.host == "localhost" || (address && (v4.contains(*address) || v6.contains(*address)));
}

Judged refuse(std::string why) { return {Admission::refused, std::move(why)}; }

} // namespace

Judged judge(std::string_view text, const Allowed& allowed)
{
    const auto url = net::parse_url(text);
    if (!url)
        return refuse("no address of http or https");
    const auto base = net::parse_url(allowed.base);
    if (base && url->origin() == base->origin())
        return is_safe_base(*base) ? Judged{Admission::anywhere, {}} : refuse("the platform's address is not https");
    if (!url->secure)
        return refuse("not https");
    if (url->port != allowed.port)
        return refuse("not the usual port");
    const std::string host = lowered(url->host);
    const auto fits = [&](std::string_view name) { return is_below(host, name); };
    if (!std::ranges::any_of(allowed.hosts, fits))
        return refuse("not a host of the platform");
    return {Admission::public_only, {}};
}

bool is_public(const net::AddressBytes& address)
{
    const auto holds = [&](const net::Cidr& range) { return range.contains(address); };
    return (is_mapped(address) || is_global_v6(address)) && std::ranges::none_of(special_ranges(), holds);
}

} // namespace langnghe::files
