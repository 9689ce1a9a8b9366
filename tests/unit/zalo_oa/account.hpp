#pragma once
// An account with invented keys, and signed requests to it.

#include "adapters/zalo_oa/platform.hpp"
#include "core/hash/hash.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <map>

namespace langnghe::zalo_oa {

inline constexpr std::string_view app_id = "100";
inline constexpr std::string_view oa_id = "200";
inline constexpr std::string_view key = "OaSecret";
inline constexpr TimePoint now = from_millis(1'795'300'000'000);

inline ZaloOaOptions options()
{
    ZaloOaOptions options;
    options.channel = "zalo";
    options.app_id = app_id;
    options.oa_id = oa_id;
    options.oa_secret_key = Secret{std::string{key}};
    options.access_token = Secret{"AT_EXAMPLE"};
    return options;
}

inline std::string mac(std::string_view first, std::string_view body, std::string_view time)
{
    hash::Sha256 hasher;
    return hash::to_hex(hash::bytes_of(hasher.add(first).add(body).add(time).add(key).finish()));
}

using Headers = std::map<std::string, std::string, std::less<>>;

inline Reception receive(std::string_view body, const Headers& headers)
{
    WebhookRequest request;
    request.body = body;
    request.header = [&](std::string_view name) {
        const auto found = headers.find(name);
        return found == headers.end() ? std::string_view{} : std::string_view{found->second};
    };
    request.received_at = now;
    return ZaloOaPlatform{options()}.receive(request);
}

// The one event of a body that is signed as documented. Its timestamp is 1795230061337.
inline InboundEvent event_of(std::string_view members)
{
    const auto body = fmt::format(R"({{"app_id":"100","timestamp":"1795230061337",{}}})", members);
    const auto reception = receive(body, {{"X-ZEvent-Signature", "mac=" + mac(app_id, body, "1795230061337")}});
    REQUIRE(reception.verdict == Reception::Verdict::events);
    REQUIRE(reception.events.size() == 1);
    return reception.events.front();
}

template <class Content>
Content content_of(std::string_view members)
{
    const auto event = event_of(members);
    REQUIRE(std::holds_alternative<Content>(event.content));
    return std::get<Content>(event.content);
}

// As Zalo answers nearly everything: HTTP 200.
inline PlatformAnswer answer_of(std::string body)
{
    PlatformAnswer answer;
    answer.stage = PlatformAnswer::Stage::answered;
    answer.status = 200;
    answer.body = std::move(body);
    return answer;
}

} // namespace langnghe::zalo_oa
