#pragma once
// Verifies the journal for officials who ask for it in chat, on a connection and a thread apart, so that nobody who
// writes or reads waits for it, and answers them. Who waits stands in the store: a restart forgets nobody. On the I/O
// thread.

#include "adapters/sql/store.hpp"
#include "bot/daemon/chore.hpp"
#include "bot/daemon/environment.hpp"
#include "core/officer/audit.hpp"

#include <functional>
#include <optional>

namespace langnghe::daemon {

class AuditDesk : public Chore
{
public:
    // `posted` is called when something waits in the outbox.
    AuditDesk(Environment& environment, const Commune& commune, sql::Store& store, boost::asio::any_io_executor worker,
              std::function<void()> posted);

    // Everybody who waits now, with one look; true when somebody was answered.
    boost::asio::awaitable<bool> answer();

private:
    boost::asio::awaitable<std::chrono::milliseconds> once() override;
    boost::asio::awaitable<std::optional<officer::Audit>> look();

    Environment& environment_;
    const Commune& commune_;
    sql::Store& store_;
    boost::asio::any_io_executor worker_;
    std::function<void()> posted_;
};

} // namespace langnghe::daemon
