#pragma once
// Keeps one channel's pair of tokens alive: one refresh at a time, noted in the store before it is sent, the new pair
// stored before it is used. Decisions are core's (core/credentials); this is the loop that carries them out. On the
// I/O thread.

#include "adapters/sql/store.hpp"
#include "bot/commune/setup.hpp"
#include "bot/daemon/environment.hpp"
#include "bot/daemon/signal.hpp"
#include "core/credentials/keep.hpp"

#include <functional>
#include <string>

namespace langnghe::daemon {

class Keeper
{
public:
    // `on_usable` is called when sending makes sense again.
    Keeper(Environment& environment, const CommuneSetup& setup, sql::Store& store, const Channel& channel,
           std::function<void()> on_usable);

    void start();
    // Looks at the clock; and at the store, where somebody may have put another pair.
    void wake() { signal_.raise(); }
    void reload();
    // A refresh in flight gets `grace`, then it is cancelled and stands in the store as begun.
    boost::asio::awaitable<void> stop(std::chrono::milliseconds grace);

    // Of the pair in use; 0: none yet. Names the pair that a call bore.
    std::int64_t number() const { return pair_.access.empty() ? 0 : grant_.number; }
    // The platform refused the access token of this pair.
    void refused(std::int64_t number);
    bool usable() const { return !pair_.access.empty() && credentials::usable(grant_, watch_); }

    // What a person must see to; empty when nothing.
    std::string trouble() const;

private:
    enum class Saved
    {
        done,
        not_now,   // the store cannot take it at the moment
        overtaken, // somebody stored another pair
    };

    boost::asio::awaitable<void> run();
    boost::asio::awaitable<void> load();
    boost::asio::awaitable<void> refresh();
    boost::asio::awaitable<void> probe();
    boost::asio::awaitable<void> give_up(std::string why);
    boost::asio::awaitable<Saved> save(credentials::Grant grant);
    boost::asio::awaitable<void> settle(credentials::GrantAnswer answer);
    void take(credentials::Grant grant);
    void bring_into_use(credentials::TokenPair pair);
    void raise_alarm() const;
    void show();

    Environment& environment_;
    const CommuneSetup& setup_;
    sql::Store& store_;
    const Channel& channel_;
    const std::string name_;
    std::function<void()> on_usable_;
    metrics::Channel& metrics_;
    Signal signal_;
    net::TaskGroup task_;
    credentials::Grant grant_;
    credentials::Watch watch_;
    credentials::TokenPair pair_;
    bool loaded_ = false;
    bool stale_ = true;   // the store's grant is to be read
    bool sealed_ = false; // it cannot be opened
    bool stopping_ = false;
};

} // namespace langnghe::daemon
