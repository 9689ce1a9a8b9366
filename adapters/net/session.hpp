#pragma once
// One connection of the server: requests in order, one at a time, each phase with its deadline. Deadlines are plain
// values that the hub's one timer looks at, so that a request costs no timer of its own.

#include "adapters/net/buffer.hpp"
#include "adapters/net/header_check.hpp"
#include "adapters/net/parser.hpp"
#include "adapters/net/server.hpp"
#include "adapters/net/wire.hpp"

#include <boost/asio/ssl/context.hpp>

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

namespace langnghe::net {

class Session;

// What a server and its connections share.
struct Hub
{
    ServerOptions options;
    Handler handler;
    std::optional<boost::asio::ssl::context> tls;
    std::unordered_set<Session*> sessions;
    std::map<AddressBytes, std::size_t> per_address;
    std::uint64_t next_id = 0;
    bool closing = false;

    void note(ServerEvent event, unsigned status = 0, std::string_view detail = {}, std::string_view id = {}) const;
    std::string new_id();
};

struct Peer
{
    std::string text;
    AddressBytes counted{}; // what the cap counts by
    bool trusted = false;
};

class Session
{
public:
    using Clock = std::chrono::steady_clock;

    Session(std::shared_ptr<Hub> hub, boost::asio::ip::tcp::socket socket, Peer peer);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    boost::asio::awaitable<void> run();

    void close_if_due(Clock::time_point now);
    void close_if_idle();

private:
    boost::asio::awaitable<void> open();
    boost::asio::awaitable<void> read_request();
    boost::asio::awaitable<void> await_first_byte();
    boost::asio::awaitable<void> read_head();
    boost::asio::awaitable<void> read_body();
    boost::asio::awaitable<void> fill(std::size_t room);
    boost::asio::awaitable<void> invite_body();
    boost::asio::awaitable<void> answer();
    boost::asio::awaitable<void> respond();
    boost::asio::awaitable<void> write_answer();
    boost::asio::awaitable<void> part();
    bool goes_on() const { return open_ && !last_ && !hub_->closing; }
    void refuse(unsigned status, std::string_view reason);
    void begin_body();
    void complete_request();
    void give_back();
    void due_in(std::chrono::milliseconds time) { due_ = Clock::now() + time; }

    std::shared_ptr<Hub> hub_;
    Wire wire_;
    Peer peer_;
    Buffer buffer_;
    RequestParser parser_;
    CheckedHead head_;
    std::size_t head_size_ = 0;
    Response response_;
    std::string id_;
    Clock::time_point due_ = Clock::time_point::max();
    Clock::time_point started_{};
    bool open_ = true;     // the wire can still be used
    bool refused_ = false; // response_ says why; the connection ends after it
    bool idle_ = false;    // between requests
    bool last_ = false;    // nothing follows this answer
    bool to_head_ = false; // the answer goes without its body
};

} // namespace langnghe::net
