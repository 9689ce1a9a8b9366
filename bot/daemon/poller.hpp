#pragma once
// Fetches a platform's updates where there is no public address: an update is confirmed to the platform only after it
// is on disk. On the I/O thread.

#include "adapters/sql/store.hpp"
#include "bot/commune/setup.hpp"
#include "bot/daemon/arrivals.hpp"
#include "bot/daemon/chore.hpp"
#include "bot/daemon/environment.hpp"
#include "core/intake/take_in.hpp"

#include <chrono>
#include <span>
#include <string>

namespace langnghe::daemon {

class Poller : public Chore
{
public:
    Poller(Environment& environment, const Commune& commune, sql::Store& store, const Channel& channel,
           Arrivals arrivals);

    // Why nothing can be fetched; empty when it can.
    const std::string& trouble() const { return trouble_; }

    // Asks once; returns how long not to ask again. Longer after each failure, and after an answer that came too soon.
    boost::asio::awaitable<std::chrono::milliseconds> once() override;

private:
    using Keep = Intake (*)(Context&, const InboundEvent&, std::string_view);

    boost::asio::awaitable<bool> fetch();
    boost::asio::awaitable<bool> ask();
    boost::asio::awaitable<bool> store(const std::vector<std::string>& updates);
    boost::asio::awaitable<Result<void>> write(std::span<const std::string> updates, Keep keep);
    boost::asio::awaitable<Result<void>> store_one_by_one(std::span<const std::string> updates);
    void tell(const std::vector<std::string>& updates);
    void note(const Outcome& outcome);

    Environment& environment_;
    const Commune& commune_;
    sql::Store& store_;
    const Channel& channel_;
    Arrivals arrivals_;
    metrics::Channel& metrics_;
    std::int64_t offset_ = 0;
    std::chrono::milliseconds pause_;           // after what failed; longer each time
    Polled unstored_;                           // what came last, until it is on disk
    std::chrono::milliseconds told_to_wait_{0}; // by the platform, after a refusal
    bool idle_ = false;                         // the last answer brought nothing
    std::string trouble_;
};

} // namespace langnghe::daemon
