#include "adapters/files/policy.hpp"
#include "adapters/net/client.hpp"
#include "tests/unit/net/live.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <array>
#include <map>

using namespace langnghe;
using net::AddressBytes;
using net::test::Live;
using net::test::Task;
namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

constexpr std::array loopbacks{"127.0.0.1", "127.0.0.2", "127.1.2.3", "::1"};
const std::string trusted = "127.0.0.9"; // stands for a public address: nothing here leaves the machine

AddressBytes bytes(const std::string& text) { return net::parse_address(text).value(); }

// Listeners on one port that count who comes.
class Canaries
{
public:
    explicit Canaries(asio::io_context& io)
    {
        acceptors_.reserve(loopbacks.size() + 1); // an acceptor that waits is not moved
        for (const std::string address : loopbacks)
            listen(io, address);
        listen(io, trusted);
    }

    std::uint16_t port() const { return port_; }
    std::size_t heard() const
    {
        std::size_t sum = 0;
        for (const auto& [address, count] : counts_)
            sum += address == trusted ? 0 : count;
        return sum;
    }
    std::size_t heard(const std::string& address) const { return counts_.at(address); }

    void close()
    {
        for (auto& acceptor : acceptors_)
            acceptor.close();
    }

private:
    void listen(asio::io_context& io, const std::string& address)
    {
        acceptors_.emplace_back(io, tcp::endpoint(asio::ip::make_address(address), port_));
        port_ = acceptors_.back().local_endpoint().port();
        counts_[address] = 0;
        accept(acceptors_.size() - 1, address);
    }

    void accept(std::size_t which, const std::string& address)
    {
        acceptors_[which].async_accept([this, which, address](boost::system::error_code code, tcp::socket) {
            if (code)
                return;
            ++counts_[address];
            accept(which, address);
        });
    }

    std::vector<tcp::acceptor> acceptors_;
    std::map<std::string, std::size_t> counts_;
    std::uint16_t port_ = 0;
};

// The way of a file's address through policy and network, as the daemon goes it.
struct Hunt
{
    net::ClientReply fetch(const std::string& url, net::Admits admits)
    {
        net::ClientReply reply;
        const files::Allowed allowed{{"zdn.vn"}, "https://openapi.zalo.me", canaries.port()};
        if (files::judge(url, allowed).admission == files::Admission::refused)
            return reply;
        auto steps = [&]() -> Task<> {
            net::ClientRequest request;
            request.url = url;
            request.timeout = std::chrono::milliseconds{2'000};
            request.admits = admits;
            reply = co_await client.send(std::move(request));
        };
        live.run(steps());
        ++asked;
        return reply;
    }

    net::ClientReply fetch_from(const std::string& address, net::Admits admits = files::is_public)
    {
        answers = {{bytes(address)}};
        return fetch(fmt::format("https://photo.zdn.vn:{}/a.jpg", canaries.port()), std::move(admits));
    }

    ~Hunt()
    {
        client.close();
        canaries.close();
        live.drain();
    }

    net::ClientOptions options()
    {
        net::ClientOptions made;
        made.resolve = [this](const std::string&) {
            const auto answer = answers.at(std::min(lookups, answers.size() - 1));
            ++lookups;
            return answer;
        };
        return made;
    }

    Live live;
    Canaries canaries{live.io};
    std::vector<std::vector<AddressBytes>> answers; // one after the other; the last one again
    std::size_t lookups = 0;
    std::size_t asked = 0;
    net::Client client{live.io.get_executor(), options()};
};

} // namespace

TEST_CASE("no address that an allowed name leads to reaches a listener of ours")
{
    Hunt hunt;
    for (const char* address : {"127.0.0.1",
                                "127.0.0.2",
                                "127.1.2.3",
                                "0.0.0.0",
                                "::1",
                                "::",
                                "::ffff:127.0.0.1",
                                "::ffff:7f00:1",
                                "::127.0.0.1",
                                "::ffff:0.0.0.0",
                                "::ffff:0:127.0.0.1",
                                "64:ff9b::7f00:1",
                                "2002:7f00:1::1",
                                "2001:0:7f00:1::1",
                                "10.0.0.1",
                                "172.16.0.1",
                                "192.168.0.1",
                                "169.254.169.254",
                                "100.64.0.1",
                                "fe80::1",
                                "fc00::1",
                                "fd00:ec2::254",
                                "224.0.0.1",
                                "255.255.255.255",
                                "ff02::1",
                                "198.18.0.1"}) {
        INFO(address);
        const auto reply = hunt.fetch_from(address);
        CHECK(reply.stage == net::Stage::not_sent);
        CHECK(reply.error == "no address that is allowed");
    }
    CHECK(hunt.asked == 26);
    CHECK(hunt.canaries.heard() == 0);
}

TEST_CASE("no spelling of our own address reaches a listener of ours")
{
    Hunt hunt;
    hunt.answers = {{bytes("127.0.0.1"), bytes("::1")}};
    for (const char* pattern : {"https://127.0.0.1:{}/",
                                "https://127.1:{}/",
                                "https://2130706433:{}/",
                                "https://0x7f000001:{}/",
                                "https://0177.0.0.1:{}/",
                                "https://0:{}/",
                                "https://[::1]:{}/",
                                "https://[::ffff:127.0.0.1]:{}/",
                                "https://[::]:{}/",
                                "https://localhost:{}/",
                                "https://localhost.:{}/",
                                "https://127.0.0.1.nip.io:{}/",
                                "http://127.0.0.1:{}/",
                                "http://photo.zdn.vn:{}/",
                                "https://photo.zdn.vn@127.0.0.1:{}/",
                                "https://127.0.0.1:{}/?a=https://photo.zdn.vn/",
                                "https://127.0.0.1:{}\\@photo.zdn.vn/",
                                "https://127.0.0.1:{}#photo.zdn.vn",
                                "https://zdn.vn:{}/",
                                "https://photo.zdn.vn.:{}/",
                                "https://photo.zdn.vn.evil.vn:{}/",
                                "https://evilzdn.vn:{}/",
                                "HTTPS://127.0.0.1:{}/",
                                "file://127.0.0.1:{}/",
                                "gopher://127.0.0.1:{}/",
                                "//127.0.0.1:{}/",
                                "https://%6cocalhost:{}/",
                                "https://①②⑦.0.0.1:{}/"}) {
        INFO(pattern);
        hunt.fetch(fmt::format(fmt::runtime(pattern), hunt.canaries.port()), files::is_public);
    }
    CHECK(hunt.canaries.heard() == 0);
    CHECK(hunt.lookups == 0);
}

TEST_CASE("the canaries do hear who is let through")
{
    Hunt hunt;
    const auto anywhere = [](const AddressBytes&) { return true; };
    std::size_t before = 0;
    for (const std::string address : loopbacks) {
        hunt.fetch_from(address, anywhere);
        CHECK(hunt.canaries.heard(address) == 1);
        CHECK(hunt.canaries.heard() == ++before);
    }
}

TEST_CASE("a name that changes its mind is asked once, and only what was looked at is connected to")
{
    Hunt hunt;
    const auto only_trusted = [](const AddressBytes& address) { return address == bytes(trusted); };
    const auto url = fmt::format("https://photo.zdn.vn:{}/a.jpg", hunt.canaries.port());
    hunt.answers = {{bytes(trusted)}, {bytes("127.0.0.1")}};
    hunt.fetch(url, only_trusted);
    CHECK(hunt.lookups == 1);
    CHECK(hunt.canaries.heard(trusted) == 1);
    // The second time the name leads to us.
    hunt.fetch(url, only_trusted);
    CHECK(hunt.lookups == 2);
    // And a name that leads to both goes to the allowed one alone, even when that does not answer.
    hunt.answers = {{bytes("127.0.0.1"), bytes("::1"), bytes(trusted), bytes("127.0.0.2")}};
    hunt.fetch(url, only_trusted);
    CHECK(hunt.canaries.heard(trusted) == 2);
    CHECK(hunt.canaries.heard() == 0);
}
