#include "tests/golden/recorded.hpp"

#include "adapters/telegram/platform.hpp"
#include "adapters/zalo_bot/platform.hpp"
#include "adapters/zalo_oa/platform.hpp"
#include "core/hash/hash.hpp"
#include "tests/golden/support.hpp"

#include <nlohmann/json.hpp>

namespace langnghe::golden {
namespace {

constexpr TimePoint now = from_millis(1'795'300'000'000);
constexpr const char* bot_secret = "invented_secret-1";

const nlohmann::json& manifest()
{
    static const auto all = read_json("payloads/zalo_oa/_manifest.json");
    return all;
}

std::string signature_of(const std::string& body)
{
    const auto document = nlohmann::json::parse(body, nullptr, false);
    const auto time = document.is_object() ? document.value("timestamp", nlohmann::json{}) : nlohmann::json{};
    hash::Sha256 hasher;
    hasher.add(manifest().at("app_id").get<std::string>()).add(body);
    hasher.add(time.is_string() ? time.get<std::string>() : time.is_number_integer() ? time.dump() : "");
    hasher.add(manifest().at("oa_secret_key").get<std::string>());
    return "mac=" + hash::to_hex(hash::bytes_of(hasher.finish()));
}

std::string secret_of(const std::string&) { return bot_secret; }

Recorded zalo()
{
    zalo_oa::ZaloOaOptions options;
    options.channel = "zalo";
    options.app_id = manifest().at("app_id").get<std::string>();
    options.oa_id = manifest().at("oa_id").get<std::string>();
    options.oa_secret_key = Secret{manifest().at("oa_secret_key").get<std::string>()};
    return {"zalo", "payloads/zalo_oa/", std::make_shared<zalo_oa::ZaloOaPlatform>(std::move(options)),
            "X-ZEvent-Signature", signature_of};
}

Recorded telegram()
{
    telegram::TelegramOptions options;
    options.channel = "telegram";
    options.token = Secret{"7012345678:invented-key"};
    options.webhook_secret = Secret{bot_secret};
    options.bot_username = "phananh_p5_bot";
    return {"telegram", "payloads/telegram/", std::make_shared<telegram::TelegramPlatform>(std::move(options)),
            "X-Telegram-Bot-Api-Secret-Token", secret_of};
}

Recorded zalo_bot()
{
    zalo_bot::ZaloBotOptions options;
    options.channel = "zalobot";
    options.token = Secret{"1459232241454765289:invented-key"};
    options.webhook_secret = Secret{bot_secret};
    options.names = {"Bot Phường 5"};
    return {"zalobot", "payloads/zalo_bot/", std::make_shared<zalo_bot::ZaloBotPlatform>(std::move(options)),
            "X-Bot-Api-Secret-Token", secret_of};
}

} // namespace

const std::vector<Recorded>& recorded_platforms()
{
    static const std::vector<Recorded> all{zalo(), telegram(), zalo_bot()};
    return all;
}

Reception receive(const Recorded& from, const Platform& platform, const std::string& body)
{
    const std::string credential = from.credential(body);
    WebhookRequest request;
    request.body = body;
    request.header = [&](std::string_view name) {
        return name == from.header ? std::string_view{credential} : std::string_view{};
    };
    request.received_at = now;
    return platform.receive(request);
}

} // namespace langnghe::golden
