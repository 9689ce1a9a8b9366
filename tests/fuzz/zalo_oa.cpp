// The body behind its own right signature, so that the parser is reached: a verdict, never a crash, keys on every
// event.

#include "adapters/zalo_oa/platform.hpp"
#include "core/hash/hash.hpp"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace langnghe;
    static const std::string app = "3186720551293846017";
    static const zalo_oa::ZaloOaPlatform platform = [] {
        zalo_oa::ZaloOaOptions options;
        options.channel = "zalo";
        options.app_id = app;
        options.oa_id = "2741853096128840375";
        options.oa_secret_key = Secret{"secret"};
        return zalo_oa::ZaloOaPlatform{options};
    }();
    const std::string body{reinterpret_cast<const char*>(data), size};
    const std::string time = "1795230061337";
    const std::string mac = "mac=" + hash::to_hex(hash::bytes_of(hash::sha256(app + body + time + "secret")));
    const auto header = [&](std::string_view name) {
        return name == "X-ZEvent-Signature" ? std::string_view{mac} : std::string_view{time};
    };
    const Reception reception = platform.receive({body, header, from_millis(1'795'280'000'000)});
    for (const InboundEvent& event : reception.events)
        if (event.key.empty())
            std::abort();
    platform.parse(body, from_millis(1'795'280'000'000));
    return 0;
}
