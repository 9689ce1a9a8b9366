#pragma once
// Asks each platform now and then whether the channel is usable (getMe, getoa). On the I/O thread.

#include "bot/commune/setup.hpp"
#include "bot/daemon/environment.hpp"
#include "bot/daemon/signal.hpp"

#include <string>

namespace langnghe::daemon {

class Prober
{
public:
    Prober(Environment& environment, const Commune& commune, const Channel& channel);

    boost::asio::awaitable<void> run(); // until stop()
    void stop();

    // What the platform says against the channel; empty when nothing, or not asked yet.
    const std::string& trouble() const { return trouble_; }

private:
    boost::asio::awaitable<void> ask();

    Environment& environment_;
    const Commune& commune_;
    const Channel& channel_;
    Signal signal_;
    std::string trouble_;
    bool stopping_ = false;
};

} // namespace langnghe::daemon
