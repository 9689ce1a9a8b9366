#pragma once
// Asks each platform now and then whether the channel is usable (getMe, getoa). On the I/O thread.

#include "bot/commune/setup.hpp"
#include "bot/daemon/chore.hpp"
#include "bot/daemon/environment.hpp"

#include <string>

namespace langnghe::daemon {

class Keeper;

class Prober : public Chore
{
public:
    Prober(Environment& environment, const Commune& commune, const Channel& channel,
           Keeper* keeper = nullptr); // of its tokens, where they change

    // What the platform says against the channel; empty when nothing, or not asked yet.
    const std::string& trouble() const { return trouble_; }
    // What will stop it one day.
    const std::string& warning() const { return warning_; }

private:
    boost::asio::awaitable<std::chrono::milliseconds> once() override;
    boost::asio::awaitable<void> ask();
    void warn(std::string warning);

    Environment& environment_;
    const Commune& commune_;
    const Channel& channel_;
    Keeper* keeper_;
    std::string trouble_;
    std::string warning_;
};

} // namespace langnghe::daemon
