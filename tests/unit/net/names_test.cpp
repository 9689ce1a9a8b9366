#include "tests/support/name_service.hpp"
#include "tests/unit/net/live.hpp"

#include <boost/asio/use_awaitable.hpp>
#include <catch2/catch.hpp>

using namespace langnghe::net;
using namespace langnghe::net::test;
using langnghe::test::NameService;

namespace {

const std::string one_answer = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 3\r\n\r\n";

ClientOptions hasty()
{
    ClientOptions options;
    options.connect_timeout = 600ms;
    options.name_patience = 50ms;
    return options;
}

// Two listeners of one port on two addresses, and a client that must look names up.
struct Street
{
    Street()
    {
        using boost::asio::ip::tcp;
        const tcp::endpoint at(boost::asio::ip::make_address("127.0.0.2"), first.port());
        second.open(at.protocol());
        second.bind(at);
        second.listen();
    }

    // Whoever comes next to the first or second is told which it is, once.
    Task<> serve(bool at_first)
    {
        if (at_first) {
            auto raw = co_await first.accept();
            co_await raw.message();
            co_await raw.send(one_answer + "one");
            co_return;
        }
        auto socket = co_await second.async_accept(boost::asio::use_awaitable);
        Raw raw(std::move(socket));
        co_await raw.message();
        co_await raw.send(one_answer + "two");
    }

    Task<ClientReply> ask(Client& from, std::string name)
    {
        ClientRequest request;
        request.url = "http://" + name + ":" + std::to_string(first.port()) + "/";
        request.timeout = 2s;
        co_return co_await from.send(std::move(request));
    }

    Live live;
    Peer first{live.io};
    boost::asio::ip::tcp::acceptor second{live.io};
    Client client{live.io.get_executor(), hasty()};
    NameService names; // goes first: the resolver's thread must end
};

} // namespace

TEST_CASE("a name is asked again for each connection, so that a changed address is followed")
{
    Street street;
    ClientReply before;
    ClientReply after;
    auto steps = [&]() -> Task<> {
        street.names.leads("platform.test", "127.0.0.1");
        before = co_await street.ask(street.client, "platform.test");
        street.names.leads("platform.test", "127.0.0.2");
        after = co_await street.ask(street.client, "platform.test");
    };
    street.live.beside(street.serve(true));
    street.live.beside(street.serve(false));
    street.live.run(steps());
    CHECK(before.body == "one");
    CHECK(after.body == "two");
}

TEST_CASE("a name that is not there is provably not sent to, unless it led somewhere a moment ago")
{
    Street street;
    ClientReply unknown;
    ClientReply known;
    auto steps = [&]() -> Task<> {
        street.names.denies("gone.test");
        unknown = co_await street.ask(street.client, "gone.test");
        street.names.leads("gone.test", "127.0.0.1");
        co_await street.ask(street.client, "gone.test");
        street.names.denies("gone.test");
        known = co_await street.ask(street.client, "gone.test");
    };
    auto serve = [&]() -> Task<> {
        co_await street.serve(true);
        co_await street.serve(true);
    };
    street.live.beside(serve());
    street.live.run(steps());
    CHECK(unknown.stage == Stage::not_sent);
    CHECK(unknown.error.starts_with("no address: "));
    CHECK(known.body == "one");
}

TEST_CASE("a resolver that hangs ends in time, and holds up no name that led somewhere before")
{
    Street street;
    // A canary: who does not know the name has to wait for the one resolver behind the hanging name.
    Client stranger{street.live.io.get_executor(), hasty()};
    ClientReply slow;
    ClientReply quick;
    ClientReply strange;
    auto hanging = [&]() -> Task<> { slow = co_await street.ask(street.client, "slow.test"); };
    auto steps = [&]() -> Task<> {
        street.names.leads("quick.test", "127.0.0.1");
        co_await street.ask(street.client, "quick.test");
        street.names.hangs("slow.test");
        street.live.beside(hanging());
        co_await pause(20ms);
        const auto begun = Clock::now();
        quick = co_await street.ask(street.client, "quick.test");
        CHECK(Clock::now() - begun < 500ms);
        strange = co_await street.ask(stranger, "quick.test");
        street.names.leads("slow.test", "127.0.0.1");
    };
    auto serve = [&]() -> Task<> {
        co_await street.serve(true);
        co_await street.serve(true);
    };
    street.live.beside(serve());
    street.live.run(steps());
    street.live.drain();
    CHECK(quick.body == "one");
    CHECK(slow.stage == Stage::not_sent);
    CHECK(slow.error.starts_with("no address: "));
    CHECK(strange.stage == Stage::not_sent);
    CHECK(strange.error.starts_with("no address: "));
}

TEST_CASE("an answer that comes too late for one is there for the next")
{
    Street street;
    ClientReply late;
    ClientReply next;
    auto steps = [&]() -> Task<> {
        street.names.hangs("platform.test");
        late = co_await street.ask(street.client, "platform.test");
        street.names.leads("platform.test", "127.0.0.1");
        next = co_await street.ask(street.client, "platform.test");
    };
    street.live.beside(street.serve(true));
    street.live.run(steps());
    CHECK(late.stage == Stage::not_sent);
    CHECK(next.body == "one");
}
