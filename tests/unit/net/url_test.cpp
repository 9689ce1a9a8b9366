#include "adapters/net/url.hpp"

#include <catch2/catch.hpp>

using langnghe::net::parse_url;

TEST_CASE("an address is cut into its parts")
{
    const auto url = parse_url("https://openapi.zalo.me/v3.0/oa/message/cs?x=1");
    REQUIRE(url.has_value());
    CHECK(url->secure);
    CHECK(url->host == "openapi.zalo.me");
    CHECK(url->port == 443);
    CHECK(url->target == "/v3.0/oa/message/cs?x=1");
    CHECK(url->host_field() == "openapi.zalo.me");
    CHECK(url->origin() == "https://openapi.zalo.me:443");
}

TEST_CASE("ports, bare hosts and numeric hosts")
{
    CHECK(parse_url("http://127.0.0.1:8081")->target == "/");
    CHECK(parse_url("http://127.0.0.1:8081")->host_field() == "127.0.0.1:8081");
    CHECK(parse_url("http://example.vn?q=1")->target == "/?q=1");
    CHECK(parse_url("http://[::1]:81/a")->host == "::1");
    CHECK(parse_url("http://[::1]:81/a")->host_field() == "[::1]:81");
    CHECK(parse_url("https://[::1]/a")->port == 443);
}

TEST_CASE("what is not a plain address is refused")
{
    for (const char* bad : {"", "http://", "https:///path", "ftp://host/", "HTTP//host", "host/path",
                            "http://user@host/", "http://user:secret@host/", "http://host:0/", "http://host:99999/",
                            "http://host/a b", "http://host/a#b", "http://host/\r\nX: 1", "http://ho\tst/",
                            "http://\xc3\xa1/", "http://host:80:80/", "http://[::1/", "http://:80/"})
        CHECK_FALSE(parse_url(bad).has_value());
}
