// Any body, authentic or not: a verdict, never a crash, and each event with a key.

#include "adapters/telegram/platform.hpp"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace langnghe;
    static const telegram::TelegramPlatform platform = [] {
        telegram::TelegramOptions options;
        options.channel = "telegram";
        options.token = Secret{"7012345678:fuzz"};
        options.webhook_secret = Secret{"secret"};
        return telegram::TelegramPlatform{options};
    }();
    const std::string_view body{reinterpret_cast<const char*>(data), size};
    const auto header = [](std::string_view) { return std::string_view{"secret"}; };
    const Reception reception = platform.receive({body, header, from_millis(1'795'280'000'000)});
    for (const InboundEvent& event : reception.events)
        if (event.key.empty())
            std::abort();
    return 0;
}
