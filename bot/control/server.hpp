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

struct ControlOptions
{
    std::filesystem::path socket; // see socket_of
    std::size_t connections = 16;
    std::chrono::milliseconds request_time{30'000};
};

class ControlServer
{
public:
    // Runs one operation; may take long, must not block.
    using Run = std::function<asio::awaitable<operations::Reply>(std::string verb, std::string arguments)>;

    ControlServer(asio::any_io_executor executor, ControlOptions options, Run run);
    ~ControlServer(); // after stop()
    ControlServer(const ControlServer&) = delete;
    ControlServer& operator=(const ControlServer&) = delete;

    // Binds and begins to answer. Why not, in one line; empty when done.
    std::string start();

    // Accepts nothing more; what waits for its request is cut off, what runs is answered within `grace`, then cancelled.
    // Removes the socket.
    asio::awaitable<void> stop(std::chrono::milliseconds grace);

private:
    struct Impl;
    std::shared_ptr<Impl> impl_;
};

} // namespace langnghe::control
