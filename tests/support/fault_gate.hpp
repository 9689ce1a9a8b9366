#pragma once
// A byte-level gate before the pocket platform: it relays HTTP and spoils those answers that the pocket marked with
// sandbox::fault_header: by a reset, drop by drop, cut, or with other bytes. It can be shut, so that connections are
// refused, or swallow all it is told. One thread. Tests only.

#include "adapters/net/task_group.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace langnghe::test {

class FaultGate
{
public:
    // A drop is one byte every `drop`.
    FaultGate(boost::asio::any_io_executor executor, std::uint16_t target,
              std::chrono::milliseconds drop = std::chrono::milliseconds{20});

    std::uint16_t port() const { return port_; }
    std::string base_url() const { return "http://127.0.0.1:" + std::to_string(port_); }
    boost::asio::awaitable<void> shutdown();

    // Refuses new connections and resets those that are there; open() takes them again at the same port.
    void shut();
    void open();
    // From now on nothing passes, in new connections as in those that are there; false: what comes passes again.
    void swallow(bool all) { swallows_ = all; }

private:
    using Socket = boost::asio::ip::tcp::socket;
    struct Pair
    {
        Socket client;
        Socket server;
        std::string from_server;
    };

    boost::asio::awaitable<void> accept();
    boost::asio::awaitable<void> serve(std::shared_ptr<Pair> pair);
    boost::asio::awaitable<void> upstream(std::shared_ptr<Pair> pair);
    boost::asio::awaitable<std::string> next_answer(Pair& pair);
    boost::asio::awaitable<bool> pass(Pair& pair, std::string answer);

    boost::asio::any_io_executor executor_;
    std::uint16_t target_;
    std::chrono::milliseconds drop_;
    boost::asio::ip::tcp::acceptor acceptor_;
    std::uint16_t port_;
    bool swallows_ = false;
    std::vector<std::weak_ptr<Pair>> pairs_;
    net::TaskGroup tasks_;
};

} // namespace langnghe::test
