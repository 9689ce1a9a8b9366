// An authentic webhook body: a verdict, one clean event for every object, and the same one when it comes by polling.

#include "adapters/telegram/platform.hpp"
#include "tests/fuzz/events.hpp"

namespace {

using namespace langnghe;
using fuzz::require;

const TimePoint now = from_millis(1'795'280'000'000);

telegram::TelegramPlatform make_platform()
{
    telegram::TelegramOptions options;
    options.channel = "telegram";
    options.token = Secret{"7012345678:fuzz"};
    options.webhook_secret = Secret{"secret"};
    options.bot_username = "langnghe_bot";
    return telegram::TelegramPlatform{options};
}

void check_polled(const telegram::TelegramPlatform& platform, std::string_view body, const InboundEvent& pushed)
{
    PlatformAnswer answer;
    answer.stage = PlatformAnswer::Stage::answered;
    answer.status = 200;
    answer.body = std::string{R"({"ok":true,"result":[)"}.append(body).append("]}");
    const Polled polled = platform.read_poll(answer);
    if (polled.outcome.kind != Outcome::Kind::accepted)
        return; // two levels deeper than by webhook
    require(polled.updates.size() == 1, "one update is polled");
    const auto events = platform.parse(polled.updates.front(), now);
    require(events.size() == 1 && events.front().key == pushed.key, "polled and pushed have one key");
    require(events.front().content.index() == pushed.content.index(), "polled and pushed say the same");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const auto platform = make_platform();
    const std::string_view body{reinterpret_cast<const char*>(data), size};
    const auto header = [](std::string_view) { return std::string_view{"secret"}; };
    const Reception reception = platform.receive({body, header, now});
    const auto parsed = platform.parse(body, now);
    fuzz::check_events(parsed, "telegram");
    if (reception.verdict != Reception::Verdict::events) {
        require(reception.verdict == Reception::Verdict::malformed, "authentic is authentic");
        require(reception.events.empty() && !reception.reason.empty(), "a refusal has a reason");
        return 0;
    }
    fuzz::check_events(reception.events, "telegram");
    require(reception.events.size() == 1 && parsed.size() == 1, "one update is one event");
    require(reception.events.front().key == parsed.front().key, "the key does not depend on the way");
    check_polled(platform, body, reception.events.front());
    return 0;
}
