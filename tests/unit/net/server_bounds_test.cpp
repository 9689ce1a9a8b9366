#include "adapters/net/server.hpp"
#include "tests/unit/net/live.hpp"

#include <catch2/catch.hpp>

using namespace langnghe::net;
using namespace langnghe::net::test;
using namespace std::string_literals;

namespace {

// What follows a bad request on the wire must never be taken for a request.
const std::string smuggled = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";

struct Bad
{
    std::string bytes;
    unsigned status = 400;
};

std::string post(const std::string& fields, const std::string& body)
{
    return "POST / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n\r\n" + body;
}

std::string chunked(const std::string& body) { return post("Transfer-Encoding: chunked", body); }

std::string repeated(const std::string& words, int times)
{
    std::string all;
    for (int i = 0; i < times; ++i)
        all += words;
    return all;
}

std::vector<Bad> bad_requests()
{
    return {
        {"GARBAGE\r\n\r\n"},
        {"GET / HTTP/1.1\nHost: a\n\n"},
        {"GET / HTTP/1.1\r\nHost: a\r\nX: a\n\r\n"},
        {"GET / HTTP/1.1\r\n\r\n"},
        {"CONNECT / HTTP/1.1\r\nHost: a\r\n\r\n"},
        {"GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n"},
        {"GET / HTTP/4.0\r\nHost: a\r\n\r\n", 505},
        {post("Transfer-Encoding: xchunked", "0\r\n\r\n")},
        {post("Transfer-Encoding: chunked, identity", "0\r\n\r\n")},
        {post("Content-Length: 5, 5", "hello")},
        {post("Content-Length: 5\r\nContent-Length: 5", "hello")},
        {post("Content-Length: 5\r\nTransfer-Encoding: chunked", "0\r\n\r\n")},
        {post("X: a\r\n folded", "")},
        {post("X\0: a"s, "")},
        {post("Expect: miracle", ""), 417},
        {post("Content-Length: 262145", std::string(1000, 'x')), 413},
        {post("Content-Length: 9223372036854775808", "x"), 413},
        {post("Content-Length: 99999999999999999999", "x"), 413},
        {chunked("40001\r\n"), 413},
        {chunked("20000\r\n" + std::string(0x20000, 'x') + "\r\n20001\r\n"), 413},
        {chunked("ffffffffffffffff\r\n"), 413},
        {chunked("10000000000000000\r\n")},
        {chunked("x\r\n")},
        {chunked("-1\r\n")},
        {chunked("\r\nabc")},
        {chunked("3\nabc\n0\n\n")},
        {chunked("3\r\nabcX0\r\n\r\n")},
        {chunked("3\r\nabc\r\n0\r\nBad Trailer\r\n\r\n")},
        {chunked("3;" + std::string(20'000, 'x'))},
        {chunked("0\r\nX: " + std::string(40'000, 'x'))},
        {"GET /" + std::string(9000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n", 414},
        {"GET /" + std::string(20'000, 'a'), 414},
        {post("X: " + std::string(9000, 'a'), ""), 431},
        {"GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(20'000, 'a'), 431},
    };
}

// What is read and dropped has bounds of its own, also when it comes in one piece.
std::vector<Bad> long_asides()
{
    return {
        {chunked("3;a=" + std::string(9'000, 'x') + "\r\nabc\r\n0\r\n\r\n")},
        {chunked("1;" + std::string(4'200, 'x') + "\r\na\r\n1;" + std::string(4'200, 'x') + "\r\nb\r\n0\r\n\r\n")},
        {chunked("0\r\nX: " + std::string(9'000, 'x') + "\r\n\r\n")},
        {chunked("0\r\n" + repeated("X: a\r\n", 65) + "\r\n")},
    };
}

} // namespace

TEST_CASE("a bad request gets one answer, and the connection ends")
{
    Live live;
    Echo echo;
    Notes notes;
    ServerOptions options;
    options.observer = notes.observer();
    options.bounds.linger = 200ms;
    Server server(live.io.get_executor(), options, echo.handler());
    REQUIRE(server.open().has_value());
    server.start();
    auto all = bad_requests();
    for (Bad& bad : long_asides())
        all.push_back(std::move(bad));
    for (const Bad& bad : all) {
        INFO(bad.bytes.substr(0, 100));
        std::string answer;
        auto steps = [&]() -> Task<> { answer = co_await converse(live.io, server.port(), bad.bytes + smuggled); };
        live.run(steps());
        CHECK(answer.find("HTTP/1.1 " + std::to_string(bad.status) + " ") == 0);
        CHECK(count(answer, "HTTP/1.1 ") == 1);
        CHECK(answer.find("Connection: close\r\n") != std::string::npos);
        CHECK(answer.find("X-Request-Id: ") != std::string::npos);
    }
    CHECK(echo.seen.empty());
    CHECK(notes.of(ServerEvent::refused) == all.size());
    live.finish(server);
}

TEST_CASE("too many fields")
{
    Live live;
    Echo echo;
    Server server(live.io.get_executor(), {}, echo.handler());
    REQUIRE(server.open().has_value());
    server.start();
    std::string fields;
    for (int i = 0; i < 63; ++i)
        fields += "X: a\r\n";
    const auto with = [](const std::string& all) { return "GET / HTTP/1.1\r\nHost: a\r\n" + all + "\r\n"; };
    auto steps = [&]() -> Task<> {
        const auto answers = co_await converse(live.io, server.port(), with(fields) + with(fields + "X: a\r\n"));
        CHECK(count(answers, "HTTP/1.1 200 ") == 1);
        CHECK(count(answers, "HTTP/1.1 431 ") == 1);
    };
    live.run(steps());
    live.finish(server);
}

TEST_CASE("the largest body fits, and a path may have a bound of its own")
{
    Live live;
    Echo echo;
    ServerOptions options;
    options.bounds.body_for = [](std::string_view path) {
        BodyBound bound;
        if (path == "/upload")
            bound.bytes = 1024 * 1024;
        return bound;
    };
    Server server(live.io.get_executor(), options, echo.handler());
    REQUIRE(server.open().has_value());
    server.start();
    const auto put = [](const std::string& target, std::size_t size) {
        return "PUT " + target +
               " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n" +
               std::string(size, 'x');
    };
    auto status = [&](std::string bytes, std::string expected) -> Task<> {
        const auto answer = co_await converse(live.io, server.port(), std::move(bytes));
        CHECK(answer.substr(9, 3) == expected);
    };
    live.run(status(put("/other", 256 * 1024), "200"));
    live.run(status(put("/other", 256 * 1024 + 1), "413"));
    live.run(status(put("/upload?x=1", 1024 * 1024), "200"));
    live.run(status(put("/upload", 1024 * 1024 + 1), "413"));
    REQUIRE(echo.seen.size() == 2);
    CHECK(echo.seen[1].body.size() == 1024 * 1024);
    live.finish(server);
}
