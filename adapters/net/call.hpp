#pragma once
// One outgoing request on its way: its deadline, and what to end when time is over or the client closes. The one
// timer is first a condition variable (waiting for a turn or a name), then a guard over the wire.

#include "adapters/net/wire.hpp"

#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <utility>

namespace langnghe::net {

struct Call : std::enable_shared_from_this<Call>
{
    using Time = std::chrono::steady_clock::time_point;

    Call(const boost::asio::any_io_executor& executor, Time at_latest) : timer(executor), due(at_latest) {}

    bool over() const { return ended || std::chrono::steady_clock::now() >= due; }

    // Closes the wire at `when`, unless told otherwise before.
    void guard(Wire& guarded, Time when)
    {
        wire = &guarded;
        timer.expires_at(when);
        auto expire = [call = shared_from_this(), round = ++rounds](boost::system::error_code code) {
            if (!code && call->rounds == round && call->wire != nullptr)
                call->abandon();
        };
        timer.async_wait(std::move(expire));
    }

    void unguard()
    {
        wire = nullptr;
        ++rounds;
        timer.cancel();
    }

    void abandon()
    {
        abandoned = true;
        if (wire != nullptr)
            wire->close();
    }

    // The client closes.
    void end()
    {
        ended = true;
        timer.cancel();
        abandon();
    }

    boost::asio::steady_timer timer;
    Time due;
    Wire* wire = nullptr;
    std::uint64_t rounds = 0;
    bool abandoned = false; // the wire was closed by us
    bool ended = false;
    bool granted = false; // a turn was given
};

} // namespace langnghe::net
