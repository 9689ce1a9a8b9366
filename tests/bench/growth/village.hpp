#pragma once
// A commune over the years: every ticket is one citizen's report in four messages within a minute, taken in by the real
// use cases; its news is sent, and then its fate takes over. Time runs as fast as the store does.

#include "adapters/sql/store.hpp"
#include "core/commune/commune.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace langnghe::bench {

inline constexpr std::uint64_t citizens = 250'000;
inline constexpr Duration between_tickets = std::chrono::seconds{157}; // a million in five years

// What becomes of things once ticket `number` has come in at this time; in the same job.
using Fate = std::function<void(Tx&, Ticket, std::uint64_t number, TimePoint)>;

class Village
{
public:
    Village(const Commune& commune, sql::Store& store, std::vector<std::string> sentences,
            TimePoint begun = from_millis(1'800'000'000'000));

    // Tickets number `from` to `to` - 1, a job each; those from `open_from` on stay open, the others are closed.
    // Officer and group hear nothing of them. False when the store refused.
    bool fill(std::uint64_t from, std::uint64_t to, std::uint64_t open_from);
    // The same with another fate.
    bool fill(std::uint64_t from, std::uint64_t to, const Fate& fate);

    // Messages one by one, a job each as the daemon does, after `to` tickets: one in eight opens a ticket of any
    // citizen, the others join it. Officer and group hear of them. Messages a second, until they can
    // be searched too; 0 when the store refused.
    double intake_rate(std::uint64_t to, std::uint64_t messages);

    static std::string chat_of(std::uint64_t ticket);

private:
    bool quiet(bool on);
    Message message(std::string chat);
    void enter_ticket(Tx& tx, std::uint64_t number, const Fate& fate);
    void enter_message(Tx& tx, const Message& message, TimePoint at);

    const Commune& commune_;
    sql::Store& store_;
    std::vector<std::string> sentences_;
    std::string channel_;
    Random random_;
    TimePoint begun_;
    std::uint64_t serial_; // of messages
};

// What waits in the outbox about this ticket is as after a successful send.
void deliver(Tx& tx, TicketId ticket, TimePoint now);

} // namespace langnghe::bench
