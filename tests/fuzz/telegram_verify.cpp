// The secret token: line one is the header, the rest the body. Nothing but the very secret opens.

#include "adapters/telegram/platform.hpp"
#include "tests/fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace langnghe;
    using fuzz::require;
    using Verdict = Reception::Verdict;
    static constexpr std::string_view secret = "Khe-Ro_2026";
    static const telegram::TelegramPlatform platform = [] {
        telegram::TelegramOptions options;
        options.channel = "telegram";
        options.token = Secret{"7012345678:fuzz"};
        options.webhook_secret = Secret{std::string{secret}};
        return telegram::TelegramPlatform{options};
    }();
    static const telegram::TelegramPlatform unconfigured{telegram::TelegramOptions{}};

    fuzz::Input input{data, size};
    const std::string_view token = input.line();
    const auto header = [&](std::string_view name) {
        return name == "X-Telegram-Bot-Api-Secret-Token" ? token : std::string_view{};
    };
    const WebhookRequest request{input.rest(), header, from_millis(1'795'280'000'000)};
    const Verdict verdict = platform.receive(request).verdict;
    require((verdict == Verdict::unauthorized) == (token != secret), "the secret, and only the secret, opens");
    require(unconfigured.receive(request).verdict == Verdict::unconfigured, "without a secret nothing opens");
    return 0;
}
