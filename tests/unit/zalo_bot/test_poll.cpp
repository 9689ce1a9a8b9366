#include "tests/unit/zalo_bot/bot.hpp"

#include <nlohmann/json.hpp>

using namespace langnghe;
using namespace langnghe::zalo_bot;
using Kind = Outcome::Kind;

namespace {

constexpr std::string_view one =
    R"({"ok":true,"result":{"event_name":"message.text.received","message":{"message_id":"m1","text":"a",)"
    R"("chat":{"id":"p","chat_type":"PRIVATE"},"from":{"id":"p"}}},"error_code":0})";

} // namespace

TEST_CASE("a poll says its patience as text, within what the platform holds")
{
    const auto timeout = [](std::chrono::seconds wait) {
        return nlohmann::json::parse(bot().poll(17, wait).body).at("timeout").get<std::string>();
    };
    CHECK(timeout(std::chrono::seconds{30}) == "30");
    CHECK(timeout(std::chrono::seconds{0}) == "1");
    CHECK(timeout(std::chrono::hours{1}) == "50");
    CHECK(bot().poll(0, std::chrono::seconds{30}).url.ends_with("/getUpdates"));
}

TEST_CASE("one event is one update, an array is several, nothing confirms them")
{
    const auto polled = bot().read_poll(answer(one));
    CHECK(polled.outcome.kind == Kind::accepted);
    REQUIRE(polled.updates.size() == 1);
    CHECK_FALSE(polled.next_offset);
    CHECK(polled.variant == "wrapped");
    const auto events = bot().parse(polled.updates[0], now);
    REQUIRE(events.size() == 1);
    CHECK(events[0].key == "1459232241454765289/m1");
    CHECK(bot().read_poll(answer(R"({"ok":true,"result":[{"a":1},{"a":2}]})")).updates.size() == 2);
}

TEST_CASE("an empty poll is no error")
{
    for (const auto* body : {R"({"ok":false,"error_code":408,"description":"Request timeout"})",
                             R"({"ok":true,"result":[]})", R"({"ok":true,"result":null})", R"({"ok":true})"}) {
        CAPTURE(body);
        const auto polled = bot().read_poll(answer(body));
        CHECK(polled.outcome.kind == Kind::accepted);
        CHECK(polled.updates.empty());
        CHECK(polled.outcome.error.empty());
    }
}

TEST_CASE("every other answer to a poll is trouble")
{
    CHECK(bot().read_poll(answer(R"({"ok":false,"error_code":401})")).outcome.kind == Kind::channel_paused);
    CHECK(bot().read_poll(answer("<html>", 502)).outcome.kind == Kind::temporary);
    CHECK(bot().read_poll(answer("<html>", 408)).outcome.kind != Kind::accepted);
    CHECK(bot().read_poll({}).outcome.kind == Kind::temporary);
}
