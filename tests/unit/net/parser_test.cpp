// What the strict check does not see: bodies and answers, however they arrive.
#include "adapters/net/parser.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace langnghe::net;

namespace {

// What is left comes again with one byte more.
template <class Parser>
Fed byte_by_byte(Parser& parser, const std::string& bytes)
{
    Fed fed;
    std::size_t used = 0;
    for (std::size_t arrived = 1; arrived <= bytes.size() && !fed.done && fed.status == 0; ++arrived) {
        fed = parser.feed(std::string_view(bytes).substr(used, arrived - used));
        used += fed.used;
    }
    CHECK(used <= bytes.size());
    return fed;
}

Fed answered(const std::string& bytes)
{
    ResponseParser parser;
    parser.start(false, 100);
    return byte_by_byte(parser, bytes);
}

} // namespace

TEST_CASE("a chunked body may come byte by byte, also an empty one")
{
    const std::string head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (const std::string body : {"", "hello"}) {
        RequestParser parser;
        parser.start(head.size() + 1, 100);
        const std::string chunks = body.empty() ? "0\r\n\r\n" : "5\r\nhello\r\n0\r\n\r\n";
        CHECK(byte_by_byte(parser, head + chunks).done);
        CHECK(parser.request().body == body);
    }
}

TEST_CASE("a status below 100 is no answer")
{
    CHECK(answered("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok").done);
    CHECK(answered("HTTP/1.1 020 OK\r\nContent-Length: 2\r\n\r\nok").status == 400);
    CHECK(answered("HTTP/1.1 099 OK\r\nContent-Length: 2\r\n\r\nok").status == 400);
}
