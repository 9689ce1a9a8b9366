#include "tests/contract/engine.hpp"

using namespace langnghe;
using namespace langnghe::test;

TEST_CASE("an event is new once, also after a restart")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    const auto remember = [&](const char* channel, const char* key) {
        return engine->write([=](Tx& tx) { return tx.inbox().remember(channel, key, noon); });
    };
    CHECK(remember("zalo", "k1"));
    CHECK_FALSE(remember("zalo", "k1"));
    CHECK(remember("zalo", "k2"));
    CHECK(remember("telegram", "k1"));
    engine->reopen();
    CHECK_FALSE(remember("zalo", "k1"));
    CHECK_FALSE(remember("telegram", "k1"));
    // A job that was undone has seen nothing.
    const auto undone = engine->try_write([](Tx& tx) -> Result<void> {
        tx.inbox().remember("zalobot", "k3", noon);
        return make_error_code(Errc::malformed);
    });
    CHECK(undone.error() == Errc::malformed);
    CHECK(remember("zalobot", "k3"));
}

TEST_CASE("old keys and parked events are forgotten, a bounded number at once")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    engine->write([](Tx& tx) {
        for (int i = 0; i < 10; ++i) {
            const TimePoint at = noon + std::chrono::minutes{i};
            tx.inbox().remember("zalo", "k" + std::to_string(9 - i), at);
            tx.inbox().park({.channel = "zalo", .key = std::to_string(i), .reason = "unknown", .raw = "{}", .at = at});
        }
    });
    const TimePoint middle = noon + std::chrono::minutes{5};
    const auto forget = [&](int limit) {
        return engine->write([=](Tx& tx) { return tx.inbox().forget_before(middle, limit); });
    };
    CHECK(forget(3) == 6);
    CHECK(forget(100) == 4);
    CHECK(forget(100) == 0);
    engine->write([](Tx& tx) {
        CHECK(tx.inbox().parked_count() == 5);
        CHECK(tx.inbox().parked(100).front().key == "5");
        CHECK(tx.inbox().remember("zalo", "k9", noon));
        CHECK_FALSE(tx.inbox().remember("zalo", "k4", noon));
    });
}

TEST_CASE("a parked event is read as it was parked and can be taken out")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    engine->write([](Tx& tx) {
        tx.inbox().park({.channel = "zalo", .key = "k", .reason = "new event", .raw = R"({"a":1})", .at = noon});
        tx.inbox().park({.channel = "telegram", .key = "l", .reason = "r", .raw = "[]", .at = noon});
    });
    const auto events = engine->read([](Tx& tx) { return tx.inbox().parked(10); });
    REQUIRE(events.size() == 2);
    CHECK((events[0].channel == "zalo" && events[0].key == "k" && events[0].reason == "new event" &&
           events[0].raw == R"({"a":1})" && events[0].at == noon));
    CHECK(engine->read([](Tx& tx) { return tx.inbox().parked(1).size(); }) == 1);
    engine->write([&](Tx& tx) { tx.inbox().unpark(events[0].id); });
    CHECK(engine->read([](Tx& tx) { return tx.inbox().parked_count(); }) == 1);
    CHECK(engine->read([](Tx& tx) { return tx.inbox().parked(10).front().channel; }) == "telegram");
}

TEST_CASE("ten thousand events are parked at most: the oldest makes room")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    engine->write([](Tx& tx) {
        for (int i = 0; i < 10'003; ++i)
            tx.inbox().park({.channel = "zalo", .key = std::to_string(i), .reason = "r", .raw = "{}", .at = noon});
    });
    engine->read([](Tx& tx) {
        CHECK(tx.inbox().parked_count() == 10'000);
        CHECK(tx.inbox().parked(1).front().key == "3");
    });
}
