#pragma once
// One channel of a commune with a store in memory, a platform that a function stands for, and a clock that goes from
// event to event: the rounds of the dispatcher without its sockets. One thread.

#include "adapters/sql/memory.hpp"
#include "core/outbox/rounds.hpp"

#include <functional>
#include <string>
#include <vector>

namespace langnghe::test {

struct SimulatedCall
{
    OutboxItem message;
    TimePoint at;
    Outcome outcome;
};

class SimulatedChannel
{
public:
    // What the platform makes of a message.
    using Answer = std::function<Outcome(const OutboxItem& message, TimePoint now)>;

    SimulatedChannel(std::string name, Answer platform);

    OutboxId post(OutboxItem item); // of this channel, at `now`
    OutboxItem row(OutboxId id);
    std::vector<OutboxItem> rows();
    // Rounds until then, or until nothing waits.
    void run_until(TimePoint end);
    void run_for(Duration time) { run_until(now + time); }
    // The process ends in the middle of what it does.
    void die();

    template <class F>
    auto with(F job)
    {
        return store_
            .write([&](Tx& tx) {
                Context context{tx, commune, random_, now};
                return job(context);
            })
            .value();
    }

    Commune commune;
    TimePoint now = from_millis(1'795'750'000'000); // 10:26 in Vietnam
    Duration latency = std::chrono::milliseconds{80};
    bool heedless = false; // a canary: does not learn from what goes wrong
    std::vector<SimulatedCall> calls;

private:
    struct Flight
    {
        std::vector<OutboxItem> rows;
        OutboxItem message;
        TimePoint ends;
        Outcome outcome;
    };

    void land();
    std::optional<TimePoint> start();
    double chance();

    std::string name_;
    Answer platform_;
    sql::MemoryStore store_;
    Random random_;
    outbox::Pace pace_;
    std::vector<Flight> flights_;
    std::uint64_t drawn_ = 0;
    int sent_ = 0;
};

Outcome accepted();
Outcome failing(Outcome::Kind kind);

} // namespace langnghe::test
