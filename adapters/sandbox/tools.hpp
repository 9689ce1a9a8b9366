#pragma once
// What both halves of the pocket platform share. Borrowed: the pocket owns it all and outlives its users.

#include "adapters/net/client.hpp"
#include "adapters/net/task_group.hpp"
#include "adapters/sandbox/faults.hpp"
#include "adapters/sandbox/pocket.hpp"
#include "adapters/sandbox/signal.hpp"
#include "adapters/sandbox/world.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <string>
#include <vector>

namespace langnghe::sandbox {

struct Tools
{
    boost::asio::any_io_executor executor;
    World& world;
    Signal& changed;
    net::Client& client;
    net::TaskGroup& tasks;
    double speed = 1;
    DeliveryHook deliveries;
    std::vector<std::string> complaints;

    // A wait of a retry ladder on this pocket's fast clock.
    Duration hurried(Duration wait) const
    {
        return Duration{static_cast<Duration::rep>(static_cast<double>(wait.count()) / speed)};
    }

    void complain(std::string about)
    {
        if (complaints.size() < 100)
            complaints.push_back(std::move(about));
    }
};

} // namespace langnghe::sandbox
