#include "adapters/zalo_bot/answer.hpp"
#include "tests/unit/zalo_bot/bot.hpp"

#include <fmt/format.h>

using namespace langnghe;
using namespace langnghe::zalo_bot;
using Kind = Outcome::Kind;
using namespace std::chrono_literals;

namespace {

Outcome refused(int code, std::string_view description, int attempts = 0)
{
    OutboxItem item;
    item.attempts = attempts;
    return read_answer(answer(fmt::format(R"({{"ok":false,"error_code":{},"description":"{}"}})", code, description)),
                       item, token);
}

} // namespace

TEST_CASE("a message that went out is known by its id")
{
    const auto outcome = read_answer(answer(R"({"ok":true,"result":{"message_id":"82599f","date":1}})"), {}, token);
    CHECK(outcome.kind == Kind::accepted);
    CHECK(outcome.message == "82599f");
    CHECK(outcome.error.empty());
}

TEST_CASE("errors inside HTTP 200 say what to do next")
{
    CHECK(refused(400, "Bad request").kind == Kind::permanent);
    CHECK(refused(401, "Unauthorized").kind == Kind::channel_paused);
    CHECK(refused(403, "Internal server error").kind == Kind::temporary);
    CHECK(refused(404, "Not found").kind == Kind::channel_paused);
    CHECK(refused(408, "Request timeout").kind == Kind::ambiguous);
    CHECK(refused(410, "The chat_id is invaild").kind == Kind::chat_gone);
    CHECK(refused(500, "").kind == Kind::temporary);
    CHECK(refused(599, "").kind == Kind::temporary);
    CHECK(refused(410, "The chat_id is invaild").error == "410 The chat_id is invaild");
}

TEST_CASE("a used-up quota pauses the channel for an hour, a rate holds it for longer each time")
{
    for (const auto* words : {"Quota exceeded", "QUOTA EXCEEDED", "Monthly message limit reached"}) {
        const auto quota = refused(429, words);
        CHECK(quota.kind == Kind::channel_paused);
        CHECK(quota.retry_after == Duration{1h});
    }
    Duration before{0};
    for (const int attempts : {0, 1, 3}) {
        const auto rate = refused(429, "Too many requests", attempts);
        CHECK(rate.kind == Kind::retry_at);
        CHECK(rate.whole_channel);
        CHECK(*rate.retry_after > before);
        before = *rate.retry_after;
    }
    CHECK(refused(429, "", 40).retry_after == Duration{15min});
    CHECK(refused(429, "Rate quota exceeded per minute").kind == Kind::retry_at);
    auto told = answer("{}", 429);
    told.retry_after = "7";
    CHECK(read_answer(told, {}, token).retry_after == Duration{7s});
}

TEST_CASE("without the platform's own words the status of HTTP decides")
{
    CHECK(read_answer(answer("<html>", 502), {}, token).kind == Kind::temporary);
    CHECK(read_answer(answer("<html>", 404), {}, token).kind == Kind::channel_paused);
    CHECK(read_answer(answer("<html>", 200), {}, token).kind == Kind::ambiguous);
    CHECK(read_answer(answer(R"({"ok":false})", 200), {}, token).kind == Kind::ambiguous);
    CHECK(read_answer(answer(R"({"error_code":410})", 200), {}, token).kind == Kind::ambiguous);
    CHECK(read_answer(answer(R"({"ok":false,"error_code":4294967706})", 200), {}, token).kind == Kind::ambiguous);
}

TEST_CASE("what was not sent is temporary, what was written without an answer is in doubt")
{
    PlatformAnswer none;
    none.error = "connection refused";
    CHECK(read_answer(none, {}, token).kind == Kind::temporary);
    none.stage = PlatformAnswer::Stage::written;
    CHECK(read_answer(none, {}, token).kind == Kind::ambiguous);
}

TEST_CASE("the token never stands in an error")
{
    const auto outcome = refused(400, fmt::format("no bot {} here", token));
    CHECK(outcome.error.find("invented-key") == std::string::npos);
    CHECK(outcome.error == "400 no bot *** here");
}
