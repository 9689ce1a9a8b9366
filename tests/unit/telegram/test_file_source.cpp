#include "tests/unit/telegram/bot.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;

namespace {

PlatformAnswer answer(std::string body, unsigned status = 200)
{
    PlatformAnswer made;
    made.stage = PlatformAnswer::Stage::answered;
    made.status = status;
    made.body = std::move(body);
    return made;
}

Located locate(const telegram::TelegramPlatform& bot, const std::string& path)
{
    return bot.read_location(answer(R"({"ok":true,"result":{"file_id":"a","file_path":")" + path + R"("}})"));
}

} // namespace

TEST_CASE("a file is asked for by its id, and is below the bot's own address")
{
    const auto bot = telegram::bot();
    Attachment photo;
    photo.source = "AgACAgUAAxkBAAM\"";
    const auto call = bot.locate(photo).value();
    CHECK(call.url.ends_with("/getFile"));
    CHECK(call.body == R"({"file_id":"AgACAgUAAxkBAAM\""})");
    const auto located = locate(bot, "photos/file_7.jpg");
    CHECK(located.outcome.kind == Outcome::Kind::accepted);
    CHECK(located.url.starts_with(std::string{bot.base()} + "/file/bot"));
    CHECK(located.url.ends_with("/photos/file_7.jpg"));
    CHECK(bot.hosts().empty());
}

TEST_CASE("a path that leads elsewhere is refused, and its error bears nothing of it")
{
    const auto bot = telegram::bot();
    for (const char* path : {"../a", "photos/../../a", "/etc/passwd", "/var/lib/telegram-bot-api/a", "a//b", "a?b",
                             "a#b", "a%2e%2e/b", "a b", "a\\\\b", "https://evil.vn/a", "@evil.vn/a", "a\\nb"}) {
        INFO(path);
        const auto located = locate(bot, path);
        CHECK(located.outcome.kind == Outcome::Kind::permanent);
        CHECK(located.url.empty());
        CHECK(located.outcome.error.find("evil") == std::string::npos);
    }
    CHECK(locate(bot, std::string(300, 'a')).outcome.kind == Outcome::Kind::permanent);
}

TEST_CASE("what cannot be had is final, what passes is not")
{
    const auto bot = telegram::bot();
    const auto kind = [&](const PlatformAnswer& given) { return bot.read_location(given).outcome.kind; };
    CHECK(kind(answer(R"({"ok":false,"error_code":400,"description":"Bad Request: file is too big"})", 400)) ==
          Outcome::Kind::permanent);
    CHECK(kind(answer(R"({"ok":false,"error_code":429,"description":"x","parameters":{"retry_after":3}})", 429)) ==
          Outcome::Kind::retry_at);
    CHECK(kind(answer(R"({"ok":true,"result":{"file_id":"a"}})")) == Outcome::Kind::temporary);
    CHECK(kind(answer("", 502)) == Outcome::Kind::temporary);
    CHECK(kind({}) == Outcome::Kind::temporary);
}
