#include "tests/bench/loadgen/answer.hpp"
#include "tests/bench/loadgen/deliveries.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <string>

using namespace langnghe::bench;

namespace {

// The statuses of all answers in these bytes, when they come in pieces of that size.
std::string statuses(std::string_view bytes, std::size_t piece)
{
    AnswerReader reader;
    std::string found;
    for (; !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size()))) {
        reader.feed(bytes.substr(0, piece));
        for (int status = 0; (status = reader.take()) != 0;) {
            found += std::to_string(status) + ' ';
            if (status < 0)
                return found;
        }
    }
    return found;
}

std::string value_after(const std::string& text, std::string_view key)
{
    const auto at = text.find(key);
    REQUIRE(at != std::string::npos);
    return text.substr(at + key.size(), text.find('"', at + key.size()) - at - key.size());
}

Options options_for(Platform platform)
{
    Options options;
    options.platform = platform;
    options.port = 80;
    options.secret = "secret";
    return options;
}

} // namespace

TEST_CASE("answers are told apart however they are cut", "[bench]")
{
    const std::string answers =
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
        "HTTP/1.1 503 Service Unavailable\r\ncontent-length: 5\r\nRetry-After: 1\r\n\r\n\r\n\r\nx"
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
        "HTTP/1.1 204 No Content\r\n\r\n";
    for (const std::size_t piece : {1U, 2U, 7U, 1000U})
        CHECK(statuses(answers, piece) == "200 503 200 204 ");
    CHECK(statuses(answers.substr(0, answers.size() - 1), 1000) == "200 503 200 ");
}

TEST_CASE("what is no answer is told", "[bench]")
{
    CHECK(statuses("SSH-2.0-OpenSSH_9.2\r\n\r\n", 1000) == "-1 ");
    CHECK(statuses("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n", 1000) == "-1 ");
}

TEST_CASE("one message in eight is of a new chat, one delivery in a hundred comes again", "[bench]")
{
    const Platform platform = GENERATE(Platform::zalo, Platform::telegram);
    const Options options = options_for(platform);
    Deliveries deliveries{options, {"a", "b"}};
    std::map<std::uint64_t, std::string> requests;
    std::map<std::string, int> chats;
    std::uint64_t again = 0;
    for (int i = 0; i < 8000; ++i) {
        const auto delivery = deliveries.next();
        const auto [known, fresh] = requests.emplace(delivery->serial, delivery->request);
        if (fresh)
            ++chats[value_after(delivery->request,
                                platform == Platform::zalo ? R"("sender":{"id":")" : R"("chat":{"id":)")];
        else
            ++again;
        CHECK(known->second == delivery->request);
    }
    CHECK(again == deliveries.repeats());
    CHECK(requests.size() == deliveries.messages());
    CHECK(again >= 70);
    CHECK(again <= 80);
    CHECK(chats.size() == (requests.size() + 7) / 8);
}

TEST_CASE("a run that goes on where another ended sends other messages", "[bench]")
{
    const Options options = options_for(Platform::zalo);
    Options later = options;
    later.first = 1;
    Deliveries first{options, {"a"}};
    Deliveries second{later, {"a"}};
    const auto id = [](const Delivery& delivery) { return value_after(delivery.request, R"("msg_id":")"); };
    const auto begin = id(*first.next());
    CHECK(id(*second.next()) == id(*first.next()));
    CHECK(begin != id(*second.next()));
}
