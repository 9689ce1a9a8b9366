#include "adapters/net/client.hpp"
#include "tests/unit/net/live.hpp"

#include <catch2/catch.hpp>

using namespace langnghe::net;
using namespace langnghe::net::test;

namespace {

// A client and a peer that plays a part.
struct Play
{
    // The peer's part runs beside; the reply is the client's end of it.
    ClientReply act(Task<> part, ClientRequest request)
    {
        ClientReply reply;
        auto steps = [&]() -> Task<> { reply = co_await client.send(request); };
        live.beside(std::move(part));
        live.run(steps());
        return reply;
    }

    // The peer reads one request, says these words and closes.
    ClientReply answered_with(std::string words, const std::string& method = "GET", std::size_t limit = 1024)
    {
        auto part = [&]() -> Task<> {
            auto raw = co_await peer.accept();
            seen = co_await raw.message();
            co_await raw.send(words);
        };
        auto request = to_peer();
        request.method = method;
        request.body_limit = limit;
        return act(part(), request);
    }

    ClientRequest to_peer() const
    {
        ClientRequest request;
        request.url = peer.url("/bot-token/send");
        request.timeout = 5s;
        return request;
    }

    Live live;
    Peer peer{live.io};
    Client client{live.io.get_executor()};
    std::string seen;
};

} // namespace

TEST_CASE("a request goes out as it was meant")
{
    Play play;
    auto part = [&]() -> Task<> {
        auto raw = co_await play.peer.accept();
        play.seen = co_await raw.message();
        co_await raw.send(ok);
    };
    auto request = play.to_peer();
    request.method = "POST";
    request.headers.push_back({"Content-Type", "application/json"});
    request.body = "{}";
    const auto reply = play.act(part(), request);
    CHECK(reply.stage == Stage::answered);
    CHECK(reply.status == 200);
    CHECK(reply.body == "ok");
    CHECK(reply.header("content-length") == "2");
    CHECK(reply.error.empty());
    CHECK(play.seen == "POST /bot-token/send HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(play.peer.port()) +
                           "\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
}

TEST_CASE("answers in every framing")
{
    Play play;
    const auto chunked =
        play.answered_with("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
    CHECK(chunked.stage == Stage::answered);
    CHECK(chunked.body == "abc");
    const auto to_the_end = play.answered_with("HTTP/1.1 200 OK\r\n\r\nuntil closed");
    CHECK(to_the_end.stage == Stage::answered);
    CHECK(to_the_end.body == "until closed");
    const auto interim = play.answered_with("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + ok);
    CHECK(interim.stage == Stage::answered);
    CHECK(interim.status == 200);
    CHECK(interim.header("Link").empty());
    const auto no_content = play.answered_with("HTTP/1.1 204 No Content\r\n\r\n");
    CHECK(no_content.stage == Stage::answered);
    CHECK(no_content.status == 204);
    const auto head = play.answered_with("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", "HEAD");
    CHECK(head.stage == Stage::answered);
    CHECK(head.body.empty());
    const auto redirect = play.answered_with("HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n");
    CHECK(redirect.status == 302);
    CHECK(redirect.header("location") == "/x");
}

TEST_CASE("nobody listens: provably not sent")
{
    Play play;
    const auto request = play.to_peer();
    play.peer.close();
    ClientReply reply;
    auto steps = [&]() -> Task<> { reply = co_await play.client.send(request); };
    play.live.run(steps());
    CHECK(reply.stage == Stage::not_sent);
    CHECK(reply.error.find("connection failed") == 0);
    CHECK(reply.error.find("token") == std::string::npos);
}

TEST_CASE("what cannot be said is not sent")
{
    Play play;
    const auto refuse = [&](ClientRequest request) {
        ClientReply reply;
        auto steps = [&]() -> Task<> { reply = co_await play.client.send(request); };
        play.live.run(steps());
        CHECK(reply.stage == Stage::not_sent);
        CHECK(reply.error == "malformed request");
    };
    for (const char* url : {"", "ftp://127.0.0.1/", "http://user:secret@127.0.0.1/", "http://127.0.0.1/a b"}) {
        auto request = play.to_peer();
        request.url = url;
        refuse(request);
    }
    for (const Header& header : {Header{"X", "a\r\nY: b"}, Header{"X\r\nY", "b"}, Header{"Host", "evil"},
                                 Header{"content-length", "7"}, Header{"", "x"}}) {
        auto request = play.to_peer();
        request.headers.push_back(header);
        refuse(request);
    }
    auto request = play.to_peer();
    request.method = "GET / HTTP/1.1\r\nX: y\r\n\r\nGET";
    refuse(request);
}

TEST_CASE("read and then closed: ambiguous")
{
    Play play;
    const auto silent = play.answered_with("");
    CHECK(silent.stage == Stage::written);
    CHECK(silent.status == 0);
    CHECK(silent.error == "closed before a complete answer");
    CHECK(play.answered_with("HTTP/1.1 20").stage == Stage::written);
    CHECK(play.answered_with("garbage\r\n\r\n").stage == Stage::written);
    CHECK(play.answered_with("HTTP/1.1 200 OK\r\nTransfer-Encoding: xchunked\r\n\r\nabc").stage == Stage::written);
    CHECK(play.answered_with("HTTP/1.1 101 Switching Protocols\r\n\r\n").stage == Stage::written);
    const auto cut = play.answered_with("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
    CHECK(cut.stage == Stage::written);
    CHECK(cut.status == 200);
    const auto cut_chunk = play.answered_with("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhalf");
    CHECK(cut_chunk.stage == Stage::written);
}

TEST_CASE("a refusal is an answer even when its body is cut")
{
    Play play;
    const auto cut =
        play.answered_with("HTTP/1.1 429 Too Many Requests\r\nRetry-After: 7\r\nContent-Length: 9\r\n\r\nhalf");
    CHECK(cut.stage == Stage::answered);
    CHECK(cut.status == 429);
    CHECK(cut.header("Retry-After") == "7");
    CHECK_FALSE(cut.error.empty());
}

TEST_CASE("an answer over its bound is ambiguous, one at it is not")
{
    Play play;
    const std::string head = "HTTP/1.1 200 OK\r\nContent-Length: ";
    CHECK(play.answered_with(head + "100\r\n\r\n" + std::string(100, 'x'), "GET", 100).stage == Stage::answered);
    for (const std::string& words :
         {head + "101\r\n\r\n" + std::string(101, 'x'), "HTTP/1.1 200 OK\r\n\r\n" + std::string(101, 'x'),
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n65\r\n" + std::string(101, 'x') + "\r\n0\r\n\r\n"}) {
        const auto over = play.answered_with(words, "GET", 100);
        CHECK(over.stage == Stage::written);
        CHECK(over.status == 200);
        CHECK(over.error == "answer too large");
    }
    const auto flood = play.answered_with("HTTP/1.1 200 OK\r\nX: " + std::string(200'000, 'x'));
    CHECK(flood.stage == Stage::written);
}

TEST_CASE("an early refusal of a large body is heard")
{
    Play play;
    auto part = [&]() -> Task<> {
        auto raw = co_await play.peer.accept();
        char some[1024];
        raw.socket().read_some(boost::asio::buffer(some));
        co_await raw.send("HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        raw.socket().shutdown(boost::asio::ip::tcp::socket::shutdown_send);
        co_await raw.rest();
    };
    auto request = play.to_peer();
    request.method = "POST";
    request.body.assign(8 * 1024 * 1024, 'x');
    const auto reply = play.act(part(), request);
    CHECK(reply.stage == Stage::answered);
    CHECK(reply.status == 413);
}
