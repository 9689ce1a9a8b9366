#pragma once
// A byte-level gate before the pocket platform: it relays HTTP and spoils those answers that the pocket marked with
// sandbox::fault_header, by a reset or drop by drop. One thread. Tests only.

#include "adapters/net/task_group.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace langnghe::test {

class FaultGate
{
public:
    // A drop is one byte every `drop`.
    FaultGate(boost::asio::any_io_executor executor, std::uint16_t target,
              std::chrono::milliseconds drop = std::chrono::milliseconds{20});

    std::uint16_t port() const { return acceptor_.local_endpoint().port(); }
    std::string base_url() const { return "http://127.0.0.1:" + std::to_string(port()); }
    boost::asio::awaitable<void> shutdown();

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
    net::TaskGroup tasks_;
};

} // namespace langnghe::test
