#pragma once
// Asks a platform that sells its groups how long each of ours lives, some times a day. On the I/O thread.

#include "adapters/sql/store.hpp"
#include "bot/commune/setup.hpp"
#include "bot/daemon/environment.hpp"
#include "bot/daemon/signal.hpp"

namespace langnghe::daemon {

class GroupWatch
{
public:
    GroupWatch(Environment& environment, const Commune& commune, sql::Store& store, const Channel& channel);

    boost::asio::awaitable<void> run(); // until stop()
    void stop();

private:
    boost::asio::awaitable<void> look();
    boost::asio::awaitable<void> ask(Group group);
    boost::asio::awaitable<void> warn();

    Environment& environment_;
    const Commune& commune_;
    sql::Store& store_;
    const Channel& channel_;
    Signal signal_;
    bool stopping_ = false;
};

} // namespace langnghe::daemon
