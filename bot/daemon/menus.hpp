#pragma once
// Keeps a channel's menus of commands as they should be: those of everybody, and one for each linked official. What the
// platform shows is asked once; after that only changes are told. On the I/O thread.

#include "adapters/sql/store.hpp"
#include "bot/commune/setup.hpp"
#include "bot/daemon/chore.hpp"
#include "bot/daemon/environment.hpp"

#include <map>
#include <string>
#include <utility>

namespace langnghe::daemon {

class Menus : public Chore
{
public:
    Menus(Environment& environment, const Commune& commune, sql::Store& store, const Channel& channel);

private:
    boost::asio::awaitable<std::chrono::milliseconds> once() override;
    using Place = std::pair<Menu::Scope, std::string>;

    boost::asio::awaitable<void> keep();
    boost::asio::awaitable<void> keep(Menu menu);
    boost::asio::awaitable<void> tell(Menu menu);
    boost::asio::awaitable<PlatformAnswer> call(PlatformCall call);

    Environment& environment_;
    const Commune& commune_;
    sql::Store& store_;
    const Channel& channel_;
    std::map<Place, Menu> shown_; // as the platform has them, or refused them for good
};

} // namespace langnghe::daemon
