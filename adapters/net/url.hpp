#pragma once
// The address of an outgoing request. Strict: http and https only, no user info, no fragment, printable ASCII.

#include "core/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace langnghe::net {

struct Url
{
    bool secure = false;
    std::string host; // without brackets
    std::uint16_t port = 0;
    std::string target; // path and query, at least "/"

    std::string origin() const;     // scheme, host and port: what a kept connection may be used for
    std::string host_field() const; // for the Host header: the port only when it is not the usual one
};

Result<Url> parse_url(std::string_view text);

} // namespace langnghe::net
