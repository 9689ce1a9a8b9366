#pragma once
// Makes the reports that officials ask for in chat, on the read connection so that nobody who writes waits for them,
// and hands them out. Who waits for one stands in the store: a restart forgets nobody. On the I/O thread.

#include "adapters/sql/store.hpp"
#include "bot/daemon/chore.hpp"
#include "bot/daemon/environment.hpp"
#include "core/report/report.hpp"

#include <functional>

namespace langnghe::daemon {

class ReportDesk : public Chore
{
public:
    // `posted` is called when something waits in the outbox.
    ReportDesk(Environment& environment, const Commune& commune, sql::Store& store, std::function<void()> posted);

    // Everything that was asked for; true when somebody was answered.
    boost::asio::awaitable<bool> hand_out();

private:
    boost::asio::awaitable<std::chrono::milliseconds> once() override;
    boost::asio::awaitable<bool> hand_out(report::Period period);
    boost::asio::awaitable<Result<report::Report>> make(report::Period period);

    Environment& environment_;
    const Commune& commune_;
    sql::Store& store_;
    std::function<void()> posted_;
};

} // namespace langnghe::daemon
