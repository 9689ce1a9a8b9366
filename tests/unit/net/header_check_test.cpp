#include "adapters/net/header_check.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace langnghe::net;
using namespace std::string_literals;

namespace {

struct Vector
{
    std::string head; // without the empty line at the end
    unsigned status = 0;
};

CheckedHead check(const std::string& head)
{
    static std::string kept;
    kept = head + "\r\n\r\n";
    return check_head(kept);
}

std::string get(const std::string& fields)
{
    return "GET / HTTP/1.1\r\nHost: a" + (fields.empty() ? "" : "\r\n" + fields);
}

std::string post(const std::string& fields) { return "POST / HTTP/1.1\r\nHost: a\r\n" + fields; }

void verify(const std::vector<Vector>& vectors)
{
    for (const Vector& vector : vectors) {
        INFO(vector.head.substr(0, 200));
        const auto result = check(vector.head);
        INFO(result.reason);
        CHECK(result.status == vector.status);
        CHECK(result.reason.empty() == (vector.status == 0));
    }
}

} // namespace

TEST_CASE("request lines")
{
    verify({
        {"GET / HTTP/1.1\r\nHost: a", 0},
        {"OPTIONS * HTTP/1.1\r\nHost: a", 0},
        {"GET /a/b?c=d&e=%20 HTTP/1.1\r\nHost: a", 0},
        {"PURGE-ALL /x HTTP/1.1\r\nHost: a", 0},
        {"GET / HTTP/1.0", 0},
        {"GET  / HTTP/1.1\r\nHost: a", 400},
        {"GET /  HTTP/1.1\r\nHost: a", 400},
        {"GET / HTTP/1.1 \r\nHost: a", 400},
        {" GET / HTTP/1.1\r\nHost: a", 400},
        {"GET\t/ HTTP/1.1\r\nHost: a", 400},
        {"GET /\r\nHost: a", 400},
        {"GET\r\nHost: a", 400},
        {"\r\nGET / HTTP/1.1\r\nHost: a", 400},
        {"G(T / HTTP/1.1\r\nHost: a", 400},
        {"G\xc3\xa9T / HTTP/1.1\r\nHost: a", 400},
        {std::string(33, 'A') + " / HTTP/1.1\r\nHost: a", 400},
        {"GET * HTTP/1.1\r\nHost: a", 400},
        {"GET http://a/ HTTP/1.1\r\nHost: a", 400},
        {"CONNECT a:443 HTTP/1.1\r\nHost: a", 400},
        {"GET a HTTP/1.1\r\nHost: a", 400},
        {"GET /\xff HTTP/1.1\r\nHost: a", 400},
        {"GET /\xc3\xa1 HTTP/1.1\r\nHost: a", 400},
        {"GET /a\0b HTTP/1.1\r\nHost: a"s, 400},
        {"GET /a\x7f HTTP/1.1\r\nHost: a", 400},
        {"GET /a\x1b HTTP/1.1\r\nHost: a", 400},
        {"GET /a#b HTTP/1.1\r\nHost: a", 400},
        {"GET /" + std::string(8200, 'a') + " HTTP/1.1\r\nHost: a", 414},
    });
}

TEST_CASE("versions")
{
    verify({
        {"GET / HTTP/0.9\r\nHost: a", 505},
        {"GET / HTTP/1.2\r\nHost: a", 505},
        {"GET / HTTP/2.0\r\nHost: a", 505},
        {"GET / HTTP/3.0\r\nHost: a", 505},
        {"GET / http/1.1\r\nHost: a", 400},
        {"GET / HTTP/1.10\r\nHost: a", 400},
        {"GET / HTTP/01.1\r\nHost: a", 400},
        {"GET / HTTP/1,1\r\nHost: a", 400},
        {"GET / HTTP/2\r\nHost: a", 400},
        {"GET / HTTPS/1.1\r\nHost: a", 400},
    });
}

TEST_CASE("lines and fields")
{
    verify({
        {get(""), 0},
        {get("X:"), 0},
        {get("X: \t y \t"), 0},
        {get("X: a\tb \xc3\xa1"), 0},
        {get("X-a_1!#$%&'*+.^`|~: y"), 0},
        {get("X: a\nY: b"), 400},
        {get("X: a\rY: b"), 400},
        {get("X: a\r\r\nY: b"), 400},
        {get("X: a\r\n b"), 400},
        {get("X: a\r\n\tb"), 400},
        {"GET / HTTP/1.1\r\n X: a\r\nHost: a", 400},
        {get("X: a\0b"s), 400},
        {get("X: a\x01"), 400},
        {get("X: a\x0b"), 400},
        {get("X: a\x7f"), 400},
        {get("X : a"), 400},
        {get("X\t: a"), 400},
        {get(": a"), 400},
        {get("X"), 400},
        {get("X(y): a"), 400},
        {get("X y: a"), 400},
        {get("X\xc3\xa1: a"), 400},
        {get("X\0: a"s), 400},
        {get("X/y: a"), 400},
        {get("\"X\": a"), 400},
    });
}

TEST_CASE("Host")
{
    verify({
        {"GET / HTTP/1.1\r\nX: a", 400},
        {"GET / HTTP/1.1\r\nHost:", 400},
        {"GET / HTTP/1.1\r\nHost: a\r\nHost: a", 400},
        {"GET / HTTP/1.1\r\nHost: a\r\nhOST: b", 400},
        {"GET / HTTP/1.0\r\nHost: a\r\nHost: a", 400},
        {"GET / HTTP/1.1\r\nHost: a, b", 400},
        {"GET / HTTP/1.1\r\nHost: a/b", 400},
        {"GET / HTTP/1.1\r\nHost: u@a", 400},
        {"GET / HTTP/1.1\r\nHost: a b", 400},
        {"GET / HTTP/1.1\r\nHost: \xc3\xa1", 400},
        {"GET / HTTP/1.1\r\nHost: langnghe.example.vn:8080", 0},
        {"GET / HTTP/1.1\r\nHost: [::1]:8080", 0},
    });
}

TEST_CASE("Content-Length")
{
    verify({
        {post("Content-Length: 0"), 0},
        {post("Content-Length: 5"), 0},
        {post("Content-Length: 5, 5"), 400},
        {post("Content-Length: 5\r\nContent-Length: 5"), 400},
        {post("Content-Length: 5\r\ncontent-length: 6"), 400},
        {post("Content-Length:"), 400},
        {post("Content-Length: +5"), 400},
        {post("Content-Length: -5"), 400},
        {post("Content-Length: 0x5"), 400},
        {post("Content-Length: 5 5"), 400},
        {post("Content-Length: 5;"), 400},
        {post("Content-Length: 5.0"), 400},
        {post("Content-Length: \"5\""), 400},
        {post("Content-Length: five"), 400},
        {post("Content-Length: 18446744073709551616"), 413},
        {post("Content-Length: 99999999999999999999999"), 413},
        {post("Content-Length\r\n: 5"), 400},
        {post("Content-Length : 5"), 400},
    });
    CHECK(check(post("Content-Length: 9223372036854775808")).content_length == 9223372036854775808U);
}

TEST_CASE("Transfer-Encoding")
{
    verify({
        {post("Transfer-Encoding: chunked"), 0},
        {post("transfer-encoding: Chunked"), 0},
        {post("Transfer-Encoding:\tchunked "), 0},
        {post("Transfer-Encoding: xchunked"), 400},
        {post("Transfer-Encoding: chunkedx"), 400},
        {post("Transfer-Encoding: identity"), 400},
        {post("Transfer-Encoding: chunked, identity"), 400},
        {post("Transfer-Encoding: gzip, chunked"), 400},
        {post("Transfer-Encoding: chunked, chunked"), 400},
        {post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"), 400},
        {post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity"), 400},
        {post("Transfer-Encoding:"), 400},
        {post("Transfer-Encoding: ,chunked"), 400},
        {post("Transfer-Encoding: chunked;q=1"), 400},
        {post("Transfer-Encoding: \"chunked\""), 400},
        {post("Transfer-Encoding: \x0b"
              "chunked"),
         400},
        {post("Transfer-Encoding\x0b: chunked"), 400},
        {post("Transfer-Encoding : chunked"), 400},
        {post("Transfer-Encoding:\r\n chunked"), 400},
        {post("Content-Length: 5\r\nTransfer-Encoding: chunked"), 400},
        {post("Transfer-Encoding: chunked\r\nContent-Length: 5"), 400},
        {"POST / HTTP/1.0\r\nTransfer-Encoding: chunked", 400},
    });
    CHECK(check(post("Transfer-Encoding: chunked")).chunked);
}

TEST_CASE("expectations and connections")
{
    CHECK(check(post("Expect: 100-continue\r\nContent-Length: 1")).expect_continue);
    CHECK(check(post("Expect: 100-Continue\r\nContent-Length: 1")).expect_continue);
    CHECK(check(post("Expect: 200-ok")).status == 417);
    CHECK_FALSE(check("POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 1").expect_continue);
    CHECK(check(get("")).keep_alive);
    CHECK_FALSE(check(get("Connection: close")).keep_alive);
    CHECK_FALSE(check(get("Connection: keep-alive , Close")).keep_alive);
    CHECK_FALSE(check(get("Connection: keep-alive\r\nConnection: close")).keep_alive);
    CHECK_FALSE(check("GET / HTTP/1.0").keep_alive);
    CHECK(check("GET / HTTP/1.0\r\nConnection: Keep-Alive").keep_alive);
    verify({
        {get("Connection: , keep-alive,,X-y ,"), 0},
        {get("Connection: keep-alive x"), 400},
        {get("Connection: a;b"), 400},
        {get("Proxy-Connection: Keep-Alive"), 0},
        {get("Proxy-Connection: a b"), 400},
    });
}

TEST_CASE("floods")
{
    std::string fields;
    for (int i = 0; i < 63; ++i)
        fields += (i == 0 ? "X: a" : "\r\nX: a");
    CHECK(check(get(fields)).ok());
    CHECK(check(get(fields + "\r\nX: a")).status == 431);
    CHECK(check(get("X: " + std::string(8200, 'a'))).status == 431);
    const std::string frame = get("X: ") + "\r\n\r\n";
    CHECK(check(get("X: " + std::string(8192 - frame.size(), 'a'))).ok());
    CHECK(check(get("X: " + std::string(8193 - frame.size(), 'a'))).status == 431);
    CHECK(check_head(std::string(9000, 'a')).status == 414);
}

TEST_CASE("only one head is a head")
{
    CHECK(check_head("GET / HTTP/1.1\r\nHost: a\r\n\r\nX").status == 400);
    CHECK(check_head("GET / HTTP/1.1\r\nHost: a\r\n").status == 400);
    CHECK(check_head("").status == 400);
}

TEST_CASE("the end of a head is found however it arrives")
{
    const std::string bytes = "GET / HTTP/1.1\r\nHost: a\r\n\r\nbody\r\n\r\n";
    const std::size_t whole = bytes.find("body");
    std::size_t seen = 0;
    for (std::size_t size = 0; size < whole; ++size) {
        const auto end = find_head_end(std::string_view(bytes).substr(0, size), seen);
        REQUIRE(end.state == HeadEnd::State::incomplete);
        seen = end.size;
    }
    const auto end = find_head_end(bytes, seen);
    CHECK(end.state == HeadEnd::State::complete);
    CHECK(end.size == whole);
    CHECK(find_head_end("GET / HTTP/1.1\nHost: a\n\n").state == HeadEnd::State::malformed);
    CHECK(find_head_end("GET / HTTP/1.1\r\nHost: a\r\n\n").state == HeadEnd::State::malformed);
    CHECK(find_head_end("\n").state == HeadEnd::State::malformed);
}
