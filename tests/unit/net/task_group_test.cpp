#include "adapters/net/task_group.hpp"
#include "tests/unit/net/live.hpp"

#include <catch2/catch.hpp>

#include <stdexcept>

using namespace langnghe::net;
using namespace langnghe::net::test;

namespace {

struct Failures
{
    TaskObserver observer()
    {
        return [this](std::string_view name, std::exception_ptr) { names.emplace_back(name); };
    }

    std::vector<std::string> names;
};

Task<> throwing()
{
    co_await pause(1ms);
    throw std::runtime_error("failed");
}

} // namespace

TEST_CASE("an exception ends its task alone and is reported by name")
{
    Live live;
    Failures failures;
    TaskGroup group(live.io.get_executor(), failures.observer());
    int finished = 0;
    auto good = [&]() -> Task<> {
        co_await pause(10ms);
        ++finished;
    };
    CHECK(group.spawn("good", good()));
    CHECK(group.spawn("bad", throwing()));
    CHECK(group.spawn("also good", good()));
    CHECK(group.size() == 3);
    live.run(group.join());
    CHECK(group.size() == 0);
    CHECK(finished == 2);
    CHECK(failures.names == std::vector<std::string>{"bad"});
    live.drain();
}

TEST_CASE("a full group takes nothing more")
{
    Live live;
    TaskGroup group(live.io.get_executor(), {}, 2);
    CHECK(group.spawn("one", pause(5ms)));
    CHECK(group.spawn("two", pause(5ms)));
    CHECK_FALSE(group.spawn("three", throwing()));
    live.run(group.join());
    CHECK(group.spawn("three", pause(5ms)));
    live.run(group.join());
}

TEST_CASE("cancelled tasks end quietly, and no new ones begin")
{
    Live live;
    Failures failures;
    TaskGroup group(live.io.get_executor(), failures.observer());
    bool passed = false;
    auto task = [&]() -> Task<> {
        co_await pause(60s);
        passed = true;
    };
    group.spawn("a", task());
    group.spawn("b", task());
    auto steps = [&]() -> Task<> {
        const bool early = co_await group.join_for(20ms);
        CHECK_FALSE(early);
        group.cancel();
        co_await group.join();
    };
    live.run(steps());
    CHECK_FALSE(passed);
    CHECK(failures.names.empty());
    CHECK_FALSE(group.spawn("late", throwing()));
    live.drain();
}

TEST_CASE("joining an empty group returns at once, joining for a time returns early")
{
    Live live;
    TaskGroup group(live.io.get_executor(), {});
    live.run(group.join());
    group.spawn("short", pause(5ms));
    auto steps = [&]() -> Task<> {
        const auto begin = std::chrono::steady_clock::now();
        const bool done = co_await group.join_for(10s);
        CHECK(done);
        CHECK(std::chrono::steady_clock::now() - begin < 5s);
    };
    live.run(steps());
}
