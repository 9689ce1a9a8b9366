#pragma once
// Looks up in a group's history what officials asked to be taken in and the event named only by its id. The requests
// are rows: a restart goes on with them. On the I/O thread.

#include "adapters/sql/store.hpp"
#include "bot/commune/setup.hpp"
#include "bot/daemon/chore.hpp"
#include "bot/daemon/environment.hpp"
#include "core/channel/history.hpp"
#include "core/store/quotes.hpp"

#include <chrono>
#include <functional>
#include <optional>

namespace langnghe::daemon {

class QuoteReader : public Chore
{
public:
    // `on_done` is called after each commit that may have put something into an outbox. The channel has a history.
    QuoteReader(Environment& environment, const Commune& commune, sql::Store& store, const Channel& channel,
                std::function<void()> on_done);

private:
    boost::asio::awaitable<std::chrono::milliseconds> once() override;
    // Returns how long nothing will be due.
    boost::asio::awaitable<std::chrono::milliseconds> serve_due();
    boost::asio::awaitable<void> serve(QuoteRequest request);
    boost::asio::awaitable<std::optional<PastMessage>> look_up(QuoteRequest request);

    Environment& environment_;
    const Commune& commune_;
    sql::Store& store_;
    const Channel& channel_;
    std::function<void()> on_done_;
};

} // namespace langnghe::daemon
