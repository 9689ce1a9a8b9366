// The body behind its own right signature, so that the parser is reached: a verdict, clean events, and their keys once
// more when the parked body is parsed again.

#include "adapters/zalo_oa/platform.hpp"
#include "core/hash/hash.hpp"
#include "tests/fuzz/events.hpp"

namespace {

using namespace langnghe;
using fuzz::require;

const std::string app = "3186720551293846017";
const TimePoint now = from_millis(1'795'280'000'000);

zalo_oa::ZaloOaPlatform make_platform()
{
    zalo_oa::ZaloOaOptions options;
    options.channel = "zalo";
    options.app_id = app;
    options.oa_id = "2741853096128840375";
    options.oa_secret_key = Secret{"secret"};
    return zalo_oa::ZaloOaPlatform{options};
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using Verdict = Reception::Verdict;
    static const auto platform = make_platform();
    const std::string body{reinterpret_cast<const char*>(data), size};
    const std::string time = "1795230061337";
    const std::string mac = "mac=" + hash::sha256_hex(app + body + time + "secret");
    const auto header = [&](std::string_view name) {
        return name == "X-ZEvent-Signature" ? std::string_view{mac} : std::string_view{time};
    };
    const Reception reception = platform.receive({body, header, now});
    const auto parsed = platform.parse(body, now);
    fuzz::check_events(parsed, "zalo");
    if (reception.verdict != Verdict::events) {
        // Signed, but not JSON, or for another app.
        require(reception.verdict == Verdict::malformed || reception.verdict == Verdict::unauthorized,
                "signed is no probe");
        require(reception.events.empty() && !reception.reason.empty(), "a refusal has a reason");
        return 0;
    }
    fuzz::check_events(reception.events, "zalo");
    require(reception.variant == "header" || reception.variant == "body", "the reading has a name");
    require(reception.events.size() == parsed.size(), "a parked body gives the same events");
    for (std::size_t i = 0; i < parsed.size(); ++i)
        require(reception.events[i].key == parsed[i].key, "a parked body gives the same keys");
    return 0;
}
