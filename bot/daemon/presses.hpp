#pragma once
// Answers pressed buttons at the platform, once the press is on disk: the waiting mark ends, and buttons that have
// served go away. A courtesy within a minute, kept in memory only: the press itself is stored. On the I/O thread.

#include "bot/commune/setup.hpp"
#include "bot/daemon/environment.hpp"

namespace langnghe::daemon {

class Presses
{
public:
    Presses(Environment& environment, const Commune& commune, const Channel& channel);

    // Does nothing on a platform that wants no answer.
    void answer(const ButtonPress& press);
    // What is under way gets the grace, then is cancelled.
    boost::asio::awaitable<void> stop(std::chrono::milliseconds grace);

private:
    boost::asio::awaitable<void> respond(ButtonPress press);
    boost::asio::awaitable<void> insist(PlatformCall call, std::string_view what);

    Environment& environment_;
    const Commune& commune_;
    const Channel& channel_;
    net::TaskGroup tasks_;
};

} // namespace langnghe::daemon
