#include "adapters/net/address.hpp"

#include <catch2/catch.hpp>

using namespace langnghe::net;

namespace {

std::vector<Cidr> ranges(std::initializer_list<const char*> texts)
{
    std::vector<Cidr> all;
    for (const char* text : texts)
        all.push_back(Cidr::parse(text).value());
    return all;
}

bool within(const char* range, const char* address)
{
    return Cidr::parse(range).value().contains(parse_address(address).value());
}

} // namespace

TEST_CASE("host and port")
{
    const auto v4 = parse_host_port("127.0.0.1:8080");
    REQUIRE(v4.has_value());
    CHECK(v4->host == "127.0.0.1");
    CHECK(v4->port == 8080);
    const auto v6 = parse_host_port("[::1]:0");
    REQUIRE(v6.has_value());
    CHECK(v6->host == "::1");
    CHECK(v6->port == 0);
    CHECK(parse_host_port("localhost:65535").has_value());
    for (const char* bad : {"", ":80", "host", "host:", "host:65536", "host:-1", "host:8o", "::1:80", "[::1]80",
                            "[127.0.0.1]:80", "[::1:80", "a b:80", "user@host:80"})
        CHECK_FALSE(parse_host_port(bad).has_value());
}

TEST_CASE("only numeric addresses are addresses")
{
    CHECK(parse_address("10.1.2.3").has_value());
    CHECK(parse_address("2001:db8::1").has_value());
    CHECK(parse_address("::ffff:10.1.2.3").value() == parse_address("10.1.2.3").value());
    for (const char* bad : {"", "localhost", "127.1", "0x7f000001", "2130706433", "1.2.3.4:80", "[::1]", "::1%lo"})
        CHECK_FALSE(parse_address(bad).has_value());
    CHECK_FALSE(parse_address(std::string_view("10.1.2.3\0x", 10)).has_value());
}

TEST_CASE("ranges")
{
    CHECK(within("127.0.0.1/32", "127.0.0.1"));
    CHECK(within("127.0.0.1", "127.0.0.1"));
    CHECK_FALSE(within("127.0.0.1", "127.0.0.2"));
    CHECK(within("10.0.0.0/8", "10.255.0.1"));
    CHECK_FALSE(within("10.0.0.0/8", "11.0.0.1"));
    CHECK(within("172.16.0.0/12", "172.31.255.255"));
    CHECK_FALSE(within("172.16.0.0/12", "172.32.0.0"));
    CHECK(within("0.0.0.0/0", "8.8.8.8"));
    CHECK_FALSE(within("0.0.0.0/0", "2001:db8::1"));
    CHECK(within("2001:db8::/33", "2001:db8:7fff::1"));
    CHECK_FALSE(within("2001:db8::/33", "2001:db8:8000::1"));
    for (const char* bad : {"", "10.0.0.0/33", "10.0.0.0/", "::1/129", "host/8", "10.0.0.0/-1"})
        CHECK_FALSE(Cidr::parse(bad).has_value());
}

TEST_CASE("a forwarded address counts only behind a trusted proxy")
{
    const auto trusted = ranges({"127.0.0.1/32", "10.0.0.0/8"});
    CHECK(client_address("203.0.113.9", "198.51.100.1", trusted) == "203.0.113.9");
    CHECK(client_address("127.0.0.1", "198.51.100.1", trusted) == "198.51.100.1");
    CHECK(client_address("127.0.0.1", "", trusted) == "127.0.0.1");
    CHECK(client_address("127.0.0.1", "6.6.6.6, 198.51.100.1", trusted) == "198.51.100.1");
    CHECK(client_address("127.0.0.1", "198.51.100.1, 10.0.0.7", trusted) == "198.51.100.1");
    CHECK(client_address("127.0.0.1", "198.51.100.1, nonsense", trusted) == "127.0.0.1");
    CHECK(client_address("127.0.0.1", "unknown, 10.0.0.7", trusted) == "10.0.0.7");
}
