#pragma once
// Numeric addresses and "host:port". IPv4 is kept as IPv4-mapped IPv6, so that one comparison serves both.
// Errors: Errc::malformed.

#include "core/result.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace langnghe::net {

using AddressBytes = std::array<std::uint8_t, 16>;

// "127.0.0.1", "::1"; no name, no port, no scope.
Result<AddressBytes> parse_address(std::string_view text);

struct HostPort
{
    std::string host; // without brackets
    std::uint16_t port = 0;
};

// "127.0.0.1:8080", "[::1]:8080", "localhost:0".
Result<HostPort> parse_host_port(std::string_view text);

// "10.0.0.0/8", "::1/128", or a single address.
class Cidr
{
public:
    static Result<Cidr> parse(std::string_view text);

    bool contains(const AddressBytes& address) const;

private:
    AddressBytes base_{};
    unsigned bits_ = 128;
};

// Whether a connection may go to an address.
using Admits = std::function<bool(const AddressBytes&)>;

bool contains(const std::vector<Cidr>& ranges, const AddressBytes& address);

// Who really asks: the peer, or, when the peer is a trusted proxy, the nearest address of X-Forwarded-For that is
// not. `forwarded` is the header's whole value; a word that is no address ends the search.
std::string client_address(std::string_view peer, std::string_view forwarded, const std::vector<Cidr>& trusted);

} // namespace langnghe::net
