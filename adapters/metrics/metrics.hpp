#pragma once
// What the program counts, for Prometheus. Labels are few and fixed: no ticket, no person, no text. Counting is a few
// atomic operations and never allocates; handles are made once, at the start. Thread safe. Times in seconds.

#include "core/channel/platform.hpp"
#include "core/credentials/grant.hpp"
#include "core/outbox/item.hpp"
#include "core/outbox/outcome.hpp"
#include "core/ticket/status.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace langnghe::metrics {

enum class Route
{
    hook,
    page, // public page, posters, verification files
    form,
    progress,
    published,
    file,
    console,
    admin,
    other, // 404 and the like
    count_
};

// One channel of one commune. Lives as long as its Metrics.
class Channel
{
public:
    virtual ~Channel() = default;
    virtual void webhook(Reception::Verdict verdict) = 0;
    // Which variants of disputed facts came, words between spaces; a counter each, made when it is first seen.
    virtual void variants(std::string_view words) = 0;
    virtual void event(const EventContent& content) = 0; // counted by kind
    virtual void duplicate() = 0;                        // an event that was here before
    virtual void replayed() = 0;                         // too old to tell whether it was here
    virtual void out_of_time() = 0;                      // hours old, or of the future
    virtual void sent(Outcome::Kind outcome) = 0;
    virtual void send_seconds(double seconds) = 0;
    virtual void outbox(DeliveryState state, std::int64_t rows) = 0;
    virtual void oldest_waiting(double seconds) = 0; // 0: nothing waits
    virtual void usable(bool usable) = 0;
    virtual void quota(std::string_view what, std::int64_t used, std::int64_t limit) = 0; // of the platform's package
    // Of platforms whose tokens change.
    virtual void renewed(credentials::GrantAnswer::Kind answer) = 0;
    virtual void reconnect_needed(bool needed) = 0;
    virtual void token_left(double seconds) = 0;
    virtual void backfilled(std::size_t events) = 0;             // found in the platform's history alone
    virtual void charged(Charge charge) = 0;                     // for an attempt to send
    virtual void groups_end(std::optional<TimePoint> first) = 0; // when the first of the bought groups ends
    virtual void paused(bool paused) = 0;                        // by the administrator
};

// One commune's store.
class Store
{
public:
    virtual ~Store() = default;
    virtual void batch(std::size_t jobs, double commit_seconds) = 0;
    virtual void queue_depth(std::size_t jobs) = 0;
    virtual void refused() = 0; // queue or disk full: the caller got 503
    virtual void wal_bytes(std::uint64_t bytes) = 0;
    virtual void tickets(Status status, std::int64_t count) = 0;
    virtual void parked(std::int64_t rows) = 0;
    virtual void files(std::int64_t waiting, std::int64_t failed, double oldest_seconds) = 0; // 0: nothing waits
    virtual void file_bytes(std::int64_t stored) = 0;
};

class Metrics
{
public:
    explicit Metrics(std::string_view version);
    ~Metrics();
    Metrics(const Metrics&) = delete;
    Metrics& operator=(const Metrics&) = delete;

    void request(Route route, unsigned status, double seconds);
    void connections(std::size_t open);

    // The same names give the same object. Call at the start, not on the hot path.
    Channel& channel(std::string_view commune, std::string_view channel);
    Store& store(std::string_view commune);

    // Prometheus text, version 0.0.4.
    std::string render() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace langnghe::metrics
