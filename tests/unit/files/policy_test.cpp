#include "adapters/files/policy.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string>

using namespace langnghe;
using namespace langnghe::files;

namespace {

const Allowed zalo{{"zdn.vn", "zadn.vn", "zalo.me"}, "https://openapi.zalo.me"};

// Every one of these, as a host's address or as the address itself, must lead nowhere.
constexpr std::array addresses{
    // loopback, unspecified
    "127.0.0.1", "127.0.0.2", "127.1.2.3", "127.255.255.255", "0.0.0.0", "0.1.2.3", "::1", "::", "::ffff:127.0.0.1",
    "::ffff:7f00:1", "0:0:0:0:0:ffff:7f00:0001", "::127.0.0.1", "::ffff:0.0.0.0",
    // private
    "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1", "192.168.255.255", "fc00::1",
    "fd12:3456:789a::1", "fdff:ffff::1", "::ffff:10.0.0.1", "::ffff:192.168.1.1", "::10.0.0.1", "fec0::1",
    // link-local and metadata
    "169.254.0.1", "169.254.169.254", "169.254.170.2", "fe80::1", "febf::1", "fd00:ec2::254", "fd20:ce::254",
    "::ffff:169.254.169.254", "100.100.100.200", "168.63.129.16", "192.0.0.192",
    // carrier-grade NAT, multicast, broadcast, reserved
    "100.64.0.1", "100.127.255.255", "224.0.0.1", "239.255.255.250", "255.255.255.255", "240.0.0.1", "ff02::1",
    "ff0e::1", "::ffff:224.0.0.1",
    // documentation and benchmarks
    "192.0.2.1", "198.51.100.1", "203.0.113.1", "198.18.0.1", "198.19.255.255", "2001:db8::1", "3fff::1",
    // what carries an IPv4 address inside
    "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::7f00:1", "2002:7f00:1::1", "2002:a9fe:a9fe::1",
    "2001:0:7f00:1::1", "2001:0:53aa:64c:0:0:80ff:fffe", "::ffff:0:127.0.0.1", "192.88.99.1", "2001:10::1",
    "2001:20::1", "100::1", "5f00::1", "4000::1", "8000::1", "2620:4f:8000::1"};

constexpr std::array public_addresses{
    "8.8.8.8",      "1.1.1.1",        "149.154.167.220", "203.162.0.1",     "172.15.255.255",
    "172.32.0.1",   "100.63.255.255", "100.128.0.1",     "169.253.255.255", "2001:67c:4e8:f004::9",
    "2400:cb00::1", "::ffff:8.8.8.8", "223.255.255.255"};

// Addresses of files that are refused before anybody is asked for a name.
constexpr std::array urls{
    // the same machine in other words
    "https://127.0.0.1/a", "https://127.1/a", "https://2130706433/a", "https://0x7f000001/a", "https://0x7f.0.0.1/a",
    "https://0177.0.0.1/a", "https://017700000001/a", "https://0/a", "https://[::1]/a", "https://[::ffff:127.0.0.1]/a",
    "https://[::ffff:7f00:1]/a", "https://[0:0:0:0:0:0:0:1]/a", "https://[::127.0.0.1]/a", "https://[fe80::1%25lo]/a",
    "https://localhost/a", "https://LOCALHOST/a", "https://localhost./a", "https://127.0.0.1.nip.io/a",
    "https://169.254.169.254/latest/meta-data/", "https://[fd00:ec2::254]/latest/", "https://metadata.google.internal/",
    "https://①②⑦.0.0.1/a", "https://127。0。0。1/a", "https://%31%32%37.0.0.1/a",
    // names that only look allowed
    "https://zdn.vn/a", "https://.zdn.vn/a", "https://a..zdn.vn/a", "https://evilzdn.vn/a", "https://a.zdn.vn.evil.vn/",
    "https://zdn.vn.evil.vn/a", "https://a.zdn.vn./a", "https://a.zdn.vn%00.evil.vn/", "https://a.zdn.vn_/a",
    "https://a_b.zdn.vn/a", "https://xn--zdn-.vn/a", "https://a.zdn.vnx/a",
    // user info and ports
    "https://a.zdn.vn@127.0.0.1/a", "https://127.0.0.1@a.zdn.vn/a", "https://a:b@a.zdn.vn/a", "https://a.zdn.vn:80/a",
    "https://a.zdn.vn:8443/a", "https://a.zdn.vn:0/a", "https://a.zdn.vn:65536/a", "https://a.zdn.vn:443:443/a",
    "https://a.zdn.vn:/a", "https://a.zdn.vn:+443/a", "https://a.zdn.vn\\@127.0.0.1/a", "https://a.zdn.vn#@127.0.0.1/",
    // schemes and forms
    "http://a.zdn.vn/a", "file:///etc/passwd", "gopher://a.zdn.vn/a", "ftp://a.zdn.vn/a", "HTTPS://a.zdn.vn/a",
    "javascript:alert(1)", "data:text/plain,a", "//a.zdn.vn/a", "https:/a.zdn.vn/a", "https:a.zdn.vn", "a.zdn.vn/a", "",
    "https://", "https:///a", "https://a.zdn.vn /a", "https://a.zdn.vn/a\r\nHost: b", "https://a.zdn.vn/a\tb",
    " https://a.zdn.vn/a"};

} // namespace

TEST_CASE("no spelling of an address that is not public passes")
{
    static_assert(addresses.size() >= 60);
    for (const char* text : addresses) {
        INFO(text);
        const auto address = net::parse_address(text);
        REQUIRE(address.has_value());
        CHECK_FALSE(is_public(*address));
    }
}

TEST_CASE("public addresses pass, up to the edges of the ranges")
{
    for (const char* text : public_addresses) {
        INFO(text);
        CHECK(is_public(net::parse_address(text).value()));
    }
}

TEST_CASE("no address of a file passes that is not a host of the platform over https")
{
    static_assert(urls.size() >= 60);
    for (const char* url : urls) {
        INFO(url);
        const auto judged = judge(url, zalo);
        CHECK(judged.admission == Admission::refused);
        CHECK_FALSE(judged.why.empty());
    }
}

TEST_CASE("hosts of the platform pass, and must then lead to a public address")
{
    for (const char* url : {"https://photo-stal-22.zdn.vn/a.jpg", "https://f2-voice-aac-dl.zdn.vn/x?y=1",
                            "https://A.B.ZADN.VN/a", "https://a.zalo.me:443/a", "https://a.zdn.vn"}) {
        INFO(url);
        CHECK(judge(url, zalo).admission == Admission::public_only);
    }
}

TEST_CASE("the configured origin passes wherever it is, and nothing beside it")
{
    const Allowed relay{{}, "https://10.1.2.3:8443/telegram"};
    CHECK(judge("https://10.1.2.3:8443/file/bot1/a", relay).admission == Admission::anywhere);
    for (const char* url : {"https://10.1.2.3/a", "https://10.1.2.4:8443/a", "http://10.1.2.3:8443/a",
                            "https://10.1.2.3:8443@evil.vn/a", "https://api.telegram.org/a"})
        CHECK(judge(url, relay).admission == Admission::refused);
    CHECK(judge("http://127.0.0.1:8081/a", {{}, "http://127.0.0.1:8081"}).admission == Admission::anywhere);
    CHECK(judge("http://[::1]:8081/a", {{}, "http://[::1]:8081"}).admission == Admission::anywhere);
    CHECK(judge("http://localhost:8081/a", {{}, "http://localhost:8081"}).admission == Admission::anywhere);
    // Without TLS anybody on the way could be the platform.
    CHECK(judge("http://10.1.2.3/a", {{}, "http://10.1.2.3"}).admission == Admission::refused);
    CHECK(judge("http://api.telegram.org/a", {{}, "http://api.telegram.org"}).admission == Admission::refused);
}
