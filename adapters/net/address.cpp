#include "adapters/net/address.hpp"

#include "adapters/net/bytes.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <optional>

namespace langnghe::net {

namespace {

constexpr unsigned mapped_prefix = 96; // ::ffff:0:0/96 holds IPv4

std::optional<unsigned> parse_number(std::string_view text, unsigned max)
{
    unsigned value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size() || value > max)
        return std::nullopt;
    return value;
}

} // namespace

Result<AddressBytes> parse_address(std::string_view text)
{
    const std::string terminated(text);
    AddressBytes bytes{};
    if (terminated.size() == text.size() && terminated.find('\0') == std::string::npos) {
        if (inet_pton(AF_INET6, terminated.c_str(), bytes.data()) == 1)
            return bytes;
        bytes = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
        if (inet_pton(AF_INET, terminated.c_str(), bytes.data() + 12) == 1)
            return bytes;
    }
    return Errc::malformed;
}

Result<HostPort> parse_host_port(std::string_view text)
{
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos || colon == 0)
        return Errc::malformed;
    auto host = text.substr(0, colon);
    const auto port = parse_number(text.substr(colon + 1), 65535);
    if (!port)
        return Errc::malformed;
    if (host.front() == '[') {
        if (host.back() != ']')
            return Errc::malformed;
        host = host.substr(1, host.size() - 2);
        if (!parse_address(host) || host.find(':') == std::string_view::npos)
            return Errc::malformed;
    } else if (host.find_first_of(":[] \t/@") != std::string_view::npos) {
        return Errc::malformed;
    }
    return HostPort{std::string(host), static_cast<std::uint16_t>(*port)};
}

Result<Cidr> Cidr::parse(std::string_view text)
{
    const auto slash = text.find('/');
    const auto base = text.substr(0, slash);
    const auto address = parse_address(base);
    if (!address)
        return address.error();
    const bool v4 = base.find(':') == std::string_view::npos;
    Cidr range;
    range.base_ = *address;
    if (slash == std::string_view::npos)
        return range;
    const auto bits = parse_number(text.substr(slash + 1), v4 ? 32 : 128);
    if (!bits)
        return Errc::malformed;
    range.bits_ = *bits + (v4 ? mapped_prefix : 0);
    return range;
}

bool Cidr::contains(const AddressBytes& address) const
{
    const std::size_t whole = bits_ / 8;
    if (!std::equal(base_.begin(), base_.begin() + whole, address.begin()))
        return false;
    const unsigned rest = bits_ % 8;
    return rest == 0 || ((base_[whole] ^ address[whole]) >> (8 - rest)) == 0;
}

bool contains(const std::vector<Cidr>& ranges, const AddressBytes& address)
{
    return std::any_of(ranges.begin(), ranges.end(), [&](const Cidr& range) { return range.contains(address); });
}

std::string client_address(std::string_view peer, std::string_view forwarded, const std::vector<Cidr>& trusted)
{
    std::string_view nearest = peer;
    while (true) {
        const auto address = parse_address(nearest);
        if (!address || !contains(trusted, *address) || forwarded.empty())
            break;
        const auto comma = forwarded.rfind(',');
        const auto word = trimmed(comma == std::string_view::npos ? forwarded : forwarded.substr(comma + 1));
        forwarded = comma == std::string_view::npos ? std::string_view{} : forwarded.substr(0, comma);
        if (!parse_address(word))
            break;
        nearest = word;
    }
    return std::string(nearest);
}

} // namespace langnghe::net
