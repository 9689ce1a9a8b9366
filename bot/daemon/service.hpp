#pragma once
// One commune at work: its store, channels, dispatchers and control socket. The daemon holds one for each commune.
// On the I/O thread, but for open() which may take as long as a migration.

#include "adapters/sql/store.hpp"
#include "bot/commune/setup.hpp"
#include "bot/control/server.hpp"
#include "bot/daemon/audit_desk.hpp"
#include "bot/daemon/backfill.hpp"
#include "bot/daemon/chore.hpp"
#include "bot/daemon/dispatcher.hpp"
#include "bot/daemon/environment.hpp"
#include "bot/daemon/fetcher.hpp"
#include "bot/daemon/group_watch.hpp"
#include "bot/daemon/housekeeping.hpp"
#include "bot/daemon/indexer.hpp"
#include "bot/daemon/keeper.hpp"
#include "bot/daemon/menus.hpp"
#include "bot/daemon/poller.hpp"
#include "bot/daemon/presses.hpp"
#include "bot/daemon/prober.hpp"
#include "bot/daemon/quote_reader.hpp"
#include "bot/daemon/registrar.hpp"
#include "bot/daemon/report_desk.hpp"
#include "bot/daemon/reporter.hpp"
#include "bot/daemon/timekeeper.hpp"
#include "bot/daemon/webhook.hpp"

#include <boost/asio/thread_pool.hpp>

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace langnghe::daemon {

class Service
{
public:
    // `worker` runs what blocks: the operations of the command line.
    Service(Environment& environment, std::unique_ptr<CommuneSetup> setup, std::filesystem::path store,
            boost::asio::thread_pool& worker);

    // Takes the store. Why not, in one line; empty when done.
    std::string open();
    void start();

    void stop_claiming();
    // Dispatchers first; the store last, when no request needs it any more. Sends in flight have until then.
    boost::asio::awaitable<void> stop_sending(std::chrono::steady_clock::time_point until);
    boost::asio::awaitable<void> close();

    const Commune& facts() const { return setup_->facts; }
    const CommuneSetup& setup() const { return *setup_; }
    Webhook* webhook(std::string_view channel);
    // A file of a message for the platform that fetches it by this token.
    boost::asio::awaitable<net::Response> file(std::string_view token);
    // What keeps this commune from being ready; one line each.
    std::vector<std::string> troubles() const;
    // What an administrator should see to though it keeps nothing from running.
    boost::asio::awaitable<std::vector<std::string>> warnings();
    boost::asio::awaitable<void> measure() { return housekeeping_->measure(); }
    boost::asio::awaitable<operations::Reply> operate(std::string verb, std::string arguments);

private:
    struct Line
    {
        std::unique_ptr<Webhook> webhook;
        std::unique_ptr<Keeper> keeper; // only where tokens change
        std::unique_ptr<Dispatcher> dispatcher;
        std::unique_ptr<Prober> prober;
        std::unique_ptr<Poller> poller; // only where updates are fetched
        std::unique_ptr<Presses> presses;
        std::unique_ptr<Menus> menus;        // only where there are menus
        std::unique_ptr<Backfill> backfill;  // only where the platform shows what was missed
        std::unique_ptr<GroupWatch> groups;  // only where groups are bought
        std::unique_ptr<QuoteReader> quotes; // only where a group's past can be asked for

        // After an operation; one of a channel may have stored tokens.
        void look_again(bool of_channel);
    };

    // Makes a chore of this commune, which start() and stop_sending() look after.
    template <class T, class... Arguments>
    std::unique_ptr<T> take_on(std::string_view name, Arguments&&... arguments);

    sql::StoreObserver observer();
    void equip(const std::string& name, const Channel& channel);
    void wake();
    void wake_dispatchers(); // there is something to send, and nothing new came in
    boost::asio::awaitable<void> log_warnings();
    boost::asio::awaitable<Result<Outgoing::Copy>> copy_of(IdentityId person);

    Environment& environment_;
    std::unique_ptr<CommuneSetup> setup_;
    std::filesystem::path path_;
    boost::asio::thread_pool& worker_;
    std::unique_ptr<sql::Store> store_;
    Outgoing outgoing_;
    std::map<std::string, Line, std::less<>> lines_;
    std::unique_ptr<Housekeeping> housekeeping_;
    std::unique_ptr<Indexer> indexer_;
    std::unique_ptr<Timekeeper> timekeeper_;
    std::unique_ptr<Reporter> reporter_;
    std::unique_ptr<ReportDesk> report_desk_;
    std::unique_ptr<AuditDesk> audit_desk_;
    std::unique_ptr<Registrar> registrar_;
    std::unique_ptr<Sweeper> sweeper_;
    std::unique_ptr<Fetcher> fetcher_;
    std::vector<std::pair<std::string_view, Chore*>> chores_; // all of them, those of the lines too
    std::unique_ptr<control::ControlServer> control_;
    net::TaskGroup tasks_;
    bool stopping_ = false;
};

} // namespace langnghe::daemon
