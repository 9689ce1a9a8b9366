#pragma once
// The door of the command line to a daemon that owns the store: STORE.sock (0600), one JSON line in, one JSON line out.
// Requests of the same user or root only, at most 64 KiB and within 30 s, 16 connections at once; an answer may take
// minutes. On the I/O thread; the caller owns the store's lock, so a socket that is there already is stale.

#include "bot/operations/operation.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace langnghe::control {

namespace asio = boost::asio;

// STORE.sock
std::filesystem::path socket_of(const std::filesystem::path& store);

struct ControlOptions
{
    std::size_t connections = 16;
    std::size_t longest_request = 64 * 1024;
    std::chrono::milliseconds request_time{30'000};
    std::chrono::milliseconds grace{5'000}; // for answers, at the end
};

class ControlServer
{
public:
    // Runs one operation; may take long, must not block.
    using Run = std::function<asio::awaitable<operations::Reply>(std::string verb, std::string arguments)>;

    ControlServer(asio::any_io_executor executor, std::filesystem::path socket, Run run,
                  ControlOptions options = ControlOptions());
    ~ControlServer(); // after stop(), or without start()
    ControlServer(const ControlServer&) = delete;
    ControlServer& operator=(const ControlServer&) = delete;

    // Binds. Why not, in one line; empty when done.
    std::string open();
    // Begins to answer.
    void start();

    // Takes nothing more and removes the socket; waits until every operation that runs has ended, however long, because
    // it uses the store. What is not answered within the grace is not answered any more.
    asio::awaitable<void> stop();

private:
    struct Impl;
    std::shared_ptr<Impl> impl_;
};

} // namespace langnghe::control
