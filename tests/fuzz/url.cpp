// Addresses: what is taken can be written and read again; ranges hold their own base; whom a proxy names is an address.

#include "adapters/net/url.hpp"

#include "adapters/net/address.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace {

using namespace langnghe::net;
using langnghe::fuzz::require;

void check_url(std::string_view text)
{
    const auto url = parse_url(text);
    if (!url)
        return;
    require(!url->host.empty() && url->port != 0, "a URL leads somewhere");
    require(url->target.starts_with('/'), "a target is a path");
    const auto printable = [](char c) { return c > 0x20 && c < 0x7f && c != '#'; };
    require(std::all_of(url->target.begin(), url->target.end(), printable), "a target cannot end the line");
    require(std::all_of(url->host.begin(), url->host.end(), printable), "a host cannot end the line");
    const auto again = parse_url(url->origin() + url->target);
    require(again.has_value(), "what was taken is taken again");
    require(again->host == url->host && again->port == url->port && again->secure == url->secure &&
                again->target == url->target,
            "and leads to the same place");
    require(parse_url((url->secure ? "https://" : "http://") + url->host_field() + url->target)->origin() ==
                url->origin(),
            "the Host field names the origin");
}

void check_host_port(std::string_view text)
{
    const auto where = parse_host_port(text);
    if (!where)
        return;
    const bool six = where->host.find(':') != std::string::npos;
    const auto again =
        parse_host_port((six ? '[' + where->host + ']' : where->host) + ':' + std::to_string(where->port));
    require(again.has_value() && again->host == where->host && again->port == where->port,
            "a listen address reads the same again");
}

void check_ranges(std::string_view range, std::string_view peer, std::string_view forwarded)
{
    const auto cidr = Cidr::parse(range);
    if (!cidr)
        return;
    const auto base = parse_address(range.substr(0, range.find('/')));
    require(base.has_value() && cidr->contains(*base), "a range holds its own base");
    const std::string who = client_address(peer, forwarded, {*cidr});
    require(who == peer || parse_address(who).has_value(), "a client is the peer or an address");
    const auto from = parse_address(peer);
    require(who == peer || (from && cidr->contains(*from)), "only a trusted peer names another");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    langnghe::fuzz::Input input{data, size};
    const auto first = input.line();
    const auto second = input.line();
    check_url(first);
    check_host_port(first);
    check_ranges(first, second, input.line());
    return 0;
}
