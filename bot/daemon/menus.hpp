#pragma once
// Keeps a channel's menus of commands as they should be: those of everybody, and one for each linked official. What the
// platform shows is asked once; after that only changes are told. On the I/O thread.

#include "adapters/sql/store.hpp"
#include "bot/commune/setup.hpp"
#include "bot/daemon/environment.hpp"
#include "bot/daemon/signal.hpp"

#include <map>
#include <string>
#include <utility>

namespace langnghe::daemon {

class Menus
{
public:
    Menus(Environment& environment, const Commune& commune, sql::Store& store, const Channel& channel);

    boost::asio::awaitable<void> run(); // until stop()
    void stop();

private:
    using Place = std::pair<Menu::Scope, std::string>;

    boost::asio::awaitable<void> keep();
    boost::asio::awaitable<void> keep(Menu menu);
    boost::asio::awaitable<void> tell(Menu menu);
    boost::asio::awaitable<PlatformAnswer> call(PlatformCall call);

    Environment& environment_;
    const Commune& commune_;
    sql::Store& store_;
    const Channel& channel_;
    Signal signal_;
    std::map<Place, Menu> shown_; // as the platform has them, or refused them for good
    bool stopping_ = false;
};

} // namespace langnghe::daemon
