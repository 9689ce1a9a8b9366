#pragma once
// A bot with an invented token, and the requests that reach it.

#include "adapters/zalo_bot/platform.hpp"

#include <catch2/catch.hpp>

namespace langnghe::zalo_bot {

inline constexpr std::string_view token = "1459232241454765289:invented-key";
inline constexpr std::string_view secret = "invented_secret-1";
inline constexpr TimePoint now = from_millis(1'795'300'000'000);

inline ZaloBotOptions options()
{
    ZaloBotOptions options;
    options.channel = "zalobot";
    options.token = Secret{std::string{token}};
    options.webhook_secret = Secret{std::string{secret}};
    options.names = {"Bot Phường 5"};
    return options;
}

inline ZaloBotPlatform bot() { return ZaloBotPlatform{options()}; }

inline Reception receive(std::string_view body, std::string_view header = secret)
{
    WebhookRequest request;
    request.body = body;
    request.header = [header](std::string_view name) {
        return name == "X-Bot-Api-Secret-Token" ? header : std::string_view{};
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

inline PlatformAnswer answer(std::string_view body, unsigned status = 200)
{
    PlatformAnswer answer;
    answer.stage = PlatformAnswer::Stage::answered;
    answer.status = status;
    answer.body = body;
    return answer;
}

} // namespace langnghe::zalo_bot
