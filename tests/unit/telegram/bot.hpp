#pragma once
// A bot with an invented token, and the requests that reach it.

#include "adapters/telegram/platform.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <string>

namespace langnghe::telegram {

inline constexpr std::string_view token = "7012345678:invented-key";
inline constexpr TimePoint now = from_millis(1'795'300'000'000);

inline TelegramPlatform bot()
{
    TelegramOptions options;
    options.channel = "telegram";
    options.token = Secret{std::string{token}};
    options.webhook_secret = Secret{"invented_secret-1"};
    options.bot_username = "phananh_p5_bot";
    return TelegramPlatform{std::move(options)};
}

inline Reception receive(std::string_view body, std::string_view secret = "invented_secret-1")
{
    WebhookRequest request;
    request.body = body;
    request.header = [secret](std::string_view name) {
        return name == "X-Telegram-Bot-Api-Secret-Token" ? secret : std::string_view{};
    };
    request.received_at = now;
    return bot().receive(request);
}

inline InboundEvent event_of(std::string_view body)
{
    const auto reception = receive(body);
    REQUIRE(reception.verdict == Reception::Verdict::events);
    REQUIRE(reception.events.size() == 1);
    return reception.events.front();
}

template <class Content>
Content content_of(std::string_view body)
{
    const auto event = event_of(body);
    REQUIRE(std::holds_alternative<Content>(event.content));
    return std::get<Content>(event.content);
}

// A message of a group's member with these other members.
inline std::string in_group(std::string_view members)
{
    return fmt::format(
        R"({{"update_id":5,"message":{{"message_id":9,"date":1795280000,"from":{{"id":11,"first_name":"A"}},)"
        R"("chat":{{"id":-100,"type":"supergroup","title":"T"}},{}}}}})",
        members);
}

inline std::string in_private(std::string_view members)
{
    return fmt::format(
        R"({{"update_id":5,"message":{{"message_id":9,"date":1795280000,"from":{{"id":11,"first_name":"A"}},)"
        R"("chat":{{"id":11,"type":"private"}},{}}}}})",
        members);
}

} // namespace langnghe::telegram
