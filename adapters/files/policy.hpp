#pragma once
// Where files may be fetched from: pure decisions on addresses, for what the world says a file's address is. Only https
// at its usual port, on hosts below allowed names, whose addresses are public; or the platform's own configured
// origin, which is the operator's word. Source of the ranges: IANA's special-purpose address registries.

#include "adapters/net/address.hpp"
#include "adapters/net/url.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace langnghe::files {

struct Allowed
{
    std::vector<std::string_view> hosts; // "zdn.vn": every host below it, not itself
    std::string base;                    // "https://api.telegram.org"
    std::uint16_t port = 443;            // of the hosts
};

enum class Admission
{
    refused,
    public_only, // when its name leads to a public address
    anywhere,    // the configured origin
};

struct Judged
{
    Admission admission = Admission::refused;
    std::string why; // of a refusal; quotes nothing
};

Judged judge(std::string_view url, const Allowed& allowed);

// Whether packets to this address leave for the public Internet, whatever form it is written in.
bool is_public(const net::AddressBytes& address);

} // namespace langnghe::files
