#pragma once
// Sends a message that has files, for the dispatcher and within its claim: each file is made ready and handed over,
// then one call shows the message. Before that call nobody has seen anything, so whatever fails is tried again; only
// its answer decides. On the I/O thread.

#include "bot/commune/setup.hpp"
#include "bot/daemon/environment.hpp"
#include "bot/daemon/outgoing.hpp"

#include <map>
#include <string>

namespace langnghe::daemon {

class Courier
{
public:
    Courier(Environment& environment, const Commune& commune, const Channel& channel, Outgoing& outgoing)
        : environment_(environment), commune_(commune), channel_(channel), outgoing_(outgoing)
    {}

    boost::asio::awaitable<Outcome> send(const OutboxItem& item);

private:
    struct Handle
    {
        std::string name;
        TimePoint until;
    };

    boost::asio::awaitable<Outcome> hand_over(const OutboxItem& item, std::size_t place, OutgoingFile& file);
    std::string link(const OutboxItem& item, std::size_t place) const;
    boost::asio::awaitable<PlatformAnswer> call(PlatformCall call);
    void forget(const OutboxItem& item);

    Environment& environment_;
    const Commune& commune_;
    const Channel& channel_;
    Outgoing& outgoing_;
    std::map<std::string, Handle> handles_; // what the platform still has of us, by what the file is
};

} // namespace langnghe::daemon
