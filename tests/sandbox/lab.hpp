#pragma once
// A pocket platform, a daemon's webhook with scripted answers and a client on one io_context; a test is a coroutine
// that must end within its deadline.

#include "adapters/net/client.hpp"
#include "adapters/net/server.hpp"
#include "adapters/sandbox/pocket.hpp"
#include "core/time.hpp"

#include <boost/asio/io_context.hpp>
#include <catch2/catch.hpp>
#include <nlohmann/json_fwd.hpp>

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace langnghe::test {

namespace asio = boost::asio;
using nlohmann::json;

// The daemon's side: remembers what came, answers as scripted, 200 afterwards.
class Receiver
{
public:
    explicit Receiver(asio::any_io_executor executor);

    struct Scripted
    {
        unsigned status = 200;
        std::string body;
        std::string retry_after;
        std::chrono::milliseconds delay{0};
    };

    std::string url() const { return "http://127.0.0.1:" + std::to_string(server_.port()) + "/hook"; }
    net::Server& server() { return server_; }
    json body(std::size_t index) const;

    std::deque<Scripted> answers;
    std::vector<net::Request> requests;
    unsigned in_flight = 0;
    unsigned most_in_flight = 0;
    std::function<void()> on_request;

private:
    asio::awaitable<net::Response> handle(const net::Request& request);

    asio::any_io_executor executor_;
    net::Server server_;
};

struct Reply
{
    net::Stage stage = net::Stage::not_sent;
    unsigned status = 0;
    std::string raw;
    std::vector<net::Header> headers;

    json body() const; // discarded when it is not JSON
};

class Lab
{
public:
    using Body = std::function<asio::awaitable<void>()>;

    Lab();
    ~Lab();

    // Starts the pocket with these options, runs the body, shuts all down. Both networks are on.
    void run(Body body, std::chrono::seconds deadline = std::chrono::seconds{20});

    asio::awaitable<Reply> send(net::ClientRequest request);
    asio::awaitable<Reply> telegram(std::string method, json parameters);
    asio::awaitable<Reply> zalo(std::string path, json body);
    asio::awaitable<Reply> get(std::string path_and_query);
    asio::awaitable<Reply> post_page(std::string path, json body);

    sandbox::PersonId person(sandbox::Network network, const std::string& name = "Nguyễn Thị Lan");
    // With these members.
    sandbox::ChatId group(sandbox::Network network, const std::vector<sandbox::PersonId>& members);

    asio::io_context io;
    TimePoint now = from_millis(1'795'230'000'000);
    sandbox::PocketOptions options;
    std::unique_ptr<sandbox::Pocket> pocket;
    Receiver receiver;
    net::Client client;

private:
    asio::awaitable<void> whole(Body body);
};

inline constexpr std::chrono::seconds patience{10};

} // namespace langnghe::test
