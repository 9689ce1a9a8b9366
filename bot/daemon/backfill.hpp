#pragma once
// Finds what people wrote while the webhook did not reach us, in the platform's own history, and takes it in as if it
// had come by it: the message's id is the key, so nothing is doubled. On the I/O thread.

#include "adapters/sql/store.hpp"
#include "bot/commune/setup.hpp"
#include "bot/daemon/chore.hpp"
#include "bot/daemon/environment.hpp"
#include "core/backlog/sweep.hpp"
#include "core/intake/take_in.hpp"

#include <functional>
#include <optional>
#include <string>

namespace langnghe::daemon {

class Keeper;

class Backfill : public Chore
{
public:
    Backfill(Environment& environment, const Commune& commune, sql::Store& store, const Channel& channel,
             Keeper* keeper, std::function<void()> on_stored);

    // The webhook was refused something that may not come again.
    void missed();

private:
    boost::asio::awaitable<std::chrono::milliseconds> once() override;
    boost::asio::awaitable<void> round();
    boost::asio::awaitable<std::optional<TimePoint>> covered();
    boost::asio::awaitable<bool> something_unknown(TimePoint since);
    boost::asio::awaitable<bool> sweep(TimePoint since);
    boost::asio::awaitable<BacklogPage> ask(PlatformCall call);
    boost::asio::awaitable<Result<int>> take(std::vector<PastEvent> events);
    boost::asio::awaitable<Result<Intake>> take_one(const PastEvent& event, const InboundEvent& read);
    boost::asio::awaitable<void> cover(TimePoint until);

    Environment& environment_;
    const Commune& commune_;
    sql::Store& store_;
    const Channel& channel_;
    const std::string name_;
    Keeper* keeper_;
    std::function<void()> on_stored_;
    metrics::Channel& metrics_;
    bool gap_ = true; // since the daemon was away
    TimePoint next_at_{};
};

} // namespace langnghe::daemon
