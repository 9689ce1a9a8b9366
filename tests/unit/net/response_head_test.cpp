#include "adapters/net/response_head.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace langnghe::net;

namespace {

ResponseHead with(std::string name, std::string value)
{
    Response response = text(200, "body");
    response.headers.push_back({std::move(name), std::move(value)});
    return response_head(response, {"0123456789abcdef"});
}

} // namespace

TEST_CASE("a plain answer")
{
    const auto head = response_head(text(200, "body"), {"0123456789abcdef"});
    CHECK(head.bytes == "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n"
                        "X-Request-Id: 0123456789abcdef\r\nContent-Length: 4\r\n\r\n");
    CHECK_FALSE(head.left_out);
}

TEST_CASE("no value can begin a line of its own")
{
    const std::string good = with("Location", "/a").bytes;
    const auto clean = std::count(good.begin(), good.end(), '\n');
    CHECK(good.find("Location: /a\r\n") != std::string::npos);
    for (const char* value : {"/a\r\nSet-Cookie: x=1", "/a\nX: 1", "/a\rX: 1", "/a\x01", "/a\x7f", "/a\r\n\r\nbody"}) {
        const auto head = with("Location", value);
        CHECK(head.left_out);
        CHECK(std::count(head.bytes.begin(), head.bytes.end(), '\n') == clean - 1);
        CHECK(head.bytes.find("Location") == std::string::npos);
    }
    for (const char* name : {"", "A B", "A:B", "A\r\nB", "\xc3\xa1"})
        CHECK(with(name, "x").left_out);
}

TEST_CASE("framing is the server's alone")
{
    for (const char* name : {"Content-Length", "transfer-encoding", "Connection", "Keep-Alive", "x-request-id"}) {
        const auto head = with(name, "chunked-by-mistake");
        CHECK(head.bytes.find("chunked-by-mistake") == std::string::npos);
        CHECK_FALSE(head.left_out);
    }
}

TEST_CASE("no length where no body may be")
{
    CHECK(response_head(empty(204), {"id"}).bytes.find("Content-Length") == std::string::npos);
    CHECK(response_head(empty(304), {"id"}).bytes.find("Content-Length") == std::string::npos);
    CHECK(response_head(empty(200), {"id"}).bytes.find("Content-Length: 0\r\n") != std::string::npos);
    CHECK(response_head(empty(200), {"id", true}).bytes.find("Connection: close\r\n") != std::string::npos);
}

TEST_CASE("a problem is well-formed JSON whatever its words are")
{
    const auto response = problem(400, "Bad \"Request\"", "line\nbreak \\ back");
    CHECK(response.body == R"({"title":"Bad \"Request\"","status":400,"detail":"line\u000abreak \\ back"})");
    CHECK(find_header(response.headers, "content-type") == "application/problem+json");
}
