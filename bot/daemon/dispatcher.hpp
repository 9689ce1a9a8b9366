#pragma once
// Sends one channel's outbox: claims what is due, one message per chat and several chats at once, at the platform's
// pace, and stores what became of each. Decisions are core's (core/outbox); this is the loop that carries them out.
// On the I/O thread.

#include "adapters/sql/store.hpp"
#include "bot/commune/setup.hpp"
#include "bot/daemon/courier.hpp"
#include "bot/daemon/environment.hpp"
#include "bot/daemon/signal.hpp"
#include "core/outbox/rounds.hpp"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace langnghe::daemon {

class Keeper;

class Dispatcher
{
public:
    Dispatcher(Environment& environment, const Commune& commune, sql::Store& store, const Channel& channel,
               Outgoing& outgoing, Keeper* keeper = nullptr); // of its tokens, where they change

    void start();
    // There may be something new to send.
    void wake() { signal_.raise(); }
    void stop_claiming();
    // Claims nothing any more; sends in flight get `grace`, then are cancelled.
    boost::asio::awaitable<void> stop(std::chrono::milliseconds grace);

    // Why nothing can be sent; empty when it can.
    const std::string& trouble() const { return used_up_.empty() ? trouble_ : used_up_; }

private:
    boost::asio::awaitable<void> run();
    boost::asio::awaitable<bool> recover_orphans(std::optional<TimePoint> lapsed);
    boost::asio::awaitable<Result<TimePoint>> last_known_time();
    boost::asio::awaitable<void> follow_clock();
    boost::asio::awaitable<std::chrono::milliseconds> round();
    boost::asio::awaitable<Result<outbox::Seen>> look(std::size_t room, TimePoint now);
    boost::asio::awaitable<bool> put_off(std::vector<OutboxItem> changed);
    boost::asio::awaitable<bool> claim_and_send(std::vector<outbox::Parcel> chosen);
    boost::asio::awaitable<void> send(outbox::Parcel parcel);
    boost::asio::awaitable<Outcome> send_words(const OutboxItem& item);
    boost::asio::awaitable<void> store_outcome(const std::vector<OutboxItem>& before,
                                               const std::vector<OutboxItem>& after, const Outcome& outcome);
    void note(const OutboxItem& item, const Outcome& outcome, double random);
    void note_usage(const outbox::Usage& usage, TimePoint now);
    double jitter() const { return static_cast<double>(environment_.random()[0]) / 256.0; }

    Environment& environment_;
    const Commune& commune_;
    sql::Store& store_;
    const Channel& channel_;
    const ChannelInfo& info_;
    Keeper* keeper_;
    metrics::Channel& metrics_;
    Courier courier_;
    outbox::Pace pace_;
    Signal signal_;
    net::TaskGroup loop_;
    net::TaskGroup sends_;
    std::set<std::string> busy_; // chats with a send in flight
    TimePoint seen_at_{};        // the clock at the last round, and the steady one
    std::chrono::steady_clock::time_point seen_steady_{};
    std::string trouble_;
    std::string used_up_; // why the platform's package lets nothing out, as of the last look
    outbox::Fill fill_ = outbox::Fill::low;
    bool stopping_ = false;
};

} // namespace langnghe::daemon
