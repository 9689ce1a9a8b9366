#include "core/outbox/pace.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <random>
#include <string>
#include <vector>

using namespace langnghe;
using namespace langnghe::outbox;
using namespace std::chrono_literals;

namespace {

constexpr TimePoint start = from_millis(1'795'000'000'000);

ChannelTraits traits_of(double per_second, double burst, Duration private_spacing = 0ms, Duration group_spacing = 0ms)
{
    ChannelTraits traits;
    traits.per_second = per_second;
    traits.burst = burst;
    traits.private_spacing = private_spacing;
    traits.group_spacing = group_spacing;
    return traits;
}

// Waits on a simulated clock until the message may go, and sends it.
TimePoint send(Pace& pace, const std::string& chat, ChatKind kind, TimePoint now)
{
    for (int i = 0; i < 100; ++i) {
        const TimePoint ready = pace.ready_at(chat, now);
        REQUIRE(ready >= now);
        if (ready == now) {
            pace.spend(chat, kind, now);
            return now;
        }
        now = ready;
    }
    FAIL("the time never comes");
    return now;
}

// The most sends in any second, its end not counted.
std::size_t busiest_second(const std::vector<TimePoint>& sends)
{
    std::size_t most = 0;
    std::size_t begin = 0;
    for (std::size_t end = 0; end < sends.size(); ++end) {
        while (sends[end] - sends[begin] >= 1s)
            ++begin;
        most = std::max(most, end - begin + 1);
    }
    return most;
}

} // namespace

TEST_CASE("a full bucket lets a burst go at once, then fills at the rate")
{
    Pace pace(traits_of(2, 3));
    for (int i = 0; i < 3; ++i)
        CHECK(send(pace, "a", ChatKind::private_chat, start) == start);
    CHECK(pace.ready_at("a", start) == start + 500ms);
    CHECK(send(pace, "a", ChatKind::private_chat, start) == start + 500ms);
    CHECK(send(pace, "a", ChatKind::private_chat, start) == start + 1000ms);
    CHECK(pace.ready_at("a", start + 1h) == start + 1h);
}

TEST_CASE("asking costs nothing")
{
    Pace pace(traits_of(1, 1));
    for (int i = 0; i < 100; ++i)
        CHECK(pace.ready_at("a", start) == start);
}

TEST_CASE("one chat is spaced, another is not held up by it")
{
    Pace pace(traits_of(100, 100, 1s, 3s));
    pace.spend("person", ChatKind::private_chat, start);
    pace.spend("group", ChatKind::group, start);
    CHECK(pace.ready_at("person", start) == start + 1s);
    CHECK(pace.ready_at("group", start) == start + 3s);
    CHECK(pace.ready_at("other", start) == start);
    CHECK(pace.ready_at("person", start + 1s) == start + 1s);
}

TEST_CASE("a hold delays its chat, a channel's hold all of them, and neither shortens the other")
{
    Pace pace(traits_of(100, 100));
    pace.hold("a", start + 30s);
    CHECK(pace.ready_at("a", start) == start + 30s);
    CHECK(pace.ready_at("b", start) == start);
    pace.hold("a", start + 5s);
    CHECK(pace.ready_at("a", start) == start + 30s);
    pace.hold_channel(start + 10s);
    pace.hold_channel(start + 2s);
    CHECK(pace.ready_at("a", start) == start + 30s);
    CHECK(pace.ready_at("b", start) == start + 10s);
    CHECK(pace.ready_at("b", start + 20s) == start + 20s);
}

TEST_CASE("no second has more than the burst and the rate allow, and each chat keeps its spacing and order")
{
    struct Case
    {
        double rate;
        double burst;
    };
    for (const Case& limits : {Case{10, 1}, Case{25, 5}, Case{1, 1}, Case{30, 30}, Case{0.5, 2}}) {
        Pace pace(traits_of(limits.rate, limits.burst, 200ms, 3s));
        std::mt19937 random{7};
        std::vector<TimePoint> sends;
        std::map<std::string, TimePoint> last;
        TimePoint now = start;
        for (int i = 0; i < 400; ++i) {
            const bool group = random() % 4 == 0;
            const std::string chat = (group ? "g" : "p") + std::to_string(random() % 20);
            if (random() % 10 == 0)
                now += Duration{random() % 3000};
            now = send(pace, chat, group ? ChatKind::group : ChatKind::private_chat, now);
            sends.push_back(now);
            if (const auto before = last.find(chat); before != last.end())
                REQUIRE(now - before->second >= (group ? 3s : 200ms));
            last[chat] = now;
        }
        INFO(limits.rate << " a second, burst " << limits.burst);
        // With a burst of one that is the rate itself.
        CHECK(static_cast<double>(busiest_second(sends)) <= std::max(1.0, limits.rate) + limits.burst - 1);
    }
}

TEST_CASE("many chats are forgotten again, their spacing is kept while it counts")
{
    Pace pace(traits_of(1e9, 1e9, 1s, 1s));
    for (int i = 0; i < 10'000; ++i)
        pace.spend(std::to_string(i), ChatKind::private_chat, start + Duration{i});
    const TimePoint now = start + 10'000ms;
    CHECK(pace.ready_at("9999", now) == start + 9999ms + 1s);
    CHECK(pace.ready_at("0", now) == now);
}

TEST_CASE("a clock that steps back neither grants nor loses tokens for long")
{
    Pace pace(traits_of(1, 2));
    pace.spend("a", ChatKind::private_chat, start);
    pace.spend("a", ChatKind::private_chat, start);
    CHECK(pace.ready_at("a", start - 1h) == start - 1h + 1s);
    CHECK(pace.ready_at("a", start + 5s) == start + 5s);
}

TEST_CASE("when the clock is set back every pause ends as early by it")
{
    Pace pace(traits_of(1, 1, 5s));
    const TimePoint earlier = start - 24h;
    pace.spend("a", ChatKind::private_chat, start);
    pace.hold_channel(start + 3s);
    pace.set_back(24h);
    CHECK(pace.ready_at("b", earlier) == earlier + 3s);
    CHECK(pace.ready_at("a", earlier) == earlier + 5s);
    CHECK(pace.waiting(earlier + 5s).empty());
}

namespace {

Outcome outcome(Outcome::Kind kind)
{
    Outcome made;
    made.kind = kind;
    return made;
}

} // namespace

TEST_CASE("one chat that fails is its own trouble, three are the channel's")
{
    Pace pace(traits_of(100, 100));
    for (int i = 0; i < 20; ++i)
        pace.learn("sick", outcome(Outcome::Kind::temporary), start, 0);
    CHECK(pace.ready_at("well", start) == start);
    pace.learn("well", outcome(Outcome::Kind::accepted), start, 0);
    pace.learn("b", outcome(Outcome::Kind::temporary), start, 0);
    pace.learn("c", outcome(Outcome::Kind::permanent), start, 0); // an answer all the same
    pace.learn("d", outcome(Outcome::Kind::ambiguous), start, 0);
    pace.learn("e", outcome(Outcome::Kind::temporary), start, 0);
    CHECK(pace.ready_at("well", start) == start);
    pace.learn("f", outcome(Outcome::Kind::temporary), start, 0);
    CHECK(pace.ready_at("well", start) == start + 2s);
    pace.learn("g", outcome(Outcome::Kind::temporary), start, 0); // was under way with the others
    CHECK(pace.ready_at("well", start) == start + 2s);
}

TEST_CASE("a channel in trouble is asked ever less often, but at least once a minute")
{
    Pace pace(traits_of(25, 5));
    TimePoint now = start;
    int asked = 0;
    for (; now < start + 1h; ++asked) {
        now = pace.ready_at(std::to_string(asked), now);
        pace.spend(std::to_string(asked), ChatKind::private_chat, now);
        pace.learn(std::to_string(asked), outcome(Outcome::Kind::temporary), now, 0);
    }
    CHECK(asked > 60);
    CHECK(asked < 80);
}

TEST_CASE("after trouble the rate comes back step by step")
{
    Pace pace(traits_of(32, 32));
    for (const char* chat : {"a", "b", "c"})
        pace.learn(chat, outcome(Outcome::Kind::temporary), start, 0);
    TimePoint now = start + 1h;
    std::vector<TimePoint> sends;
    for (int i = 0; i < 100; ++i) {
        now = send(pace, std::to_string(i), ChatKind::private_chat, now);
        pace.learn(std::to_string(i), outcome(Outcome::Kind::accepted), now, 0);
        sends.push_back(now);
    }
    CHECK(sends[1] - sends[0] >= 450ms); // twice the least share
    for (std::size_t i = 2; i < 31; ++i)
        CHECK(sends[i] - sends[i - 1] <= sends[i - 1] - sends[i - 2] + 1ms);
    CHECK(sends[50] - sends[49] <= 32ms);
    CHECK(sends[31] - sends[0] < 5s);
}
