#pragma once
// Asks a platform that sells its groups how long each of ours lives, some times a day. On the I/O thread.

#include "adapters/sql/store.hpp"
#include "bot/commune/setup.hpp"
#include "bot/daemon/chore.hpp"
#include "bot/daemon/environment.hpp"

namespace langnghe::daemon {

class GroupWatch : public Chore
{
public:
    GroupWatch(Environment& environment, const Commune& commune, sql::Store& store, const Channel& channel);

private:
    boost::asio::awaitable<std::chrono::milliseconds> once() override;
    boost::asio::awaitable<void> look();
    boost::asio::awaitable<void> ask(Group group);
    boost::asio::awaitable<void> warn();

    Environment& environment_;
    const Commune& commune_;
    sql::Store& store_;
    const Channel& channel_;
};

} // namespace langnghe::daemon
