#pragma once
// Tickets that the test itself leads through their lives, and what it remembers of them: figures are held against a
// count over this memory, which knows every state at every time.

#include "tests/unit/intake/world.hpp"

#include <optional>
#include <random>
#include <string>
#include <vector>

namespace langnghe::test {

struct Moment
{
    TimePoint at;
    Action action = Action::receive;
    Status to = Status::received;
    std::optional<TimePoint> due{}; // from then on
};

struct Lived
{
    Ticket ticket;
    std::vector<Moment> moments; // in order
};

class History
{
public:
    explicit History(World& world) : world_(world) {}

    // A new ticket at the world's time.
    Lived& open(Ticket ticket = {});
    // A step at the world's time, journalled and stored.
    void step(Lived& lived, Action action, Status to, const std::string& words = {});
    // One random thing happens.
    void live(std::mt19937& random);

    std::vector<Lived> all;

private:
    World& world_;
};

// The deadline that stood before that time.
std::optional<TimePoint> due_at(const Lived& lived, TimePoint at);

// The state at a time, as the memory has it; nothing before the ticket was there.
std::optional<Status> state_at(const Lived& lived, TimePoint at);

} // namespace langnghe::test
