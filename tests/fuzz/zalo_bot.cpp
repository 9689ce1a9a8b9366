// The first byte says which secret comes (z: the right one, n: none, else a wrong one), the rest is a webhook's body. A
// verdict, one clean event for every object, the same one when it comes by polling, and never a door without the
// secret.

#include "adapters/zalo_bot/platform.hpp"
#include "tests/fuzz/events.hpp"

namespace {

using namespace langnghe;
using fuzz::require;
using Verdict = Reception::Verdict;

const TimePoint now = from_millis(1'795'280'000'000);

zalo_bot::ZaloBotPlatform make_platform()
{
    zalo_bot::ZaloBotOptions options;
    options.channel = "zalobot";
    options.token = Secret{"1459232241454765289:fuzz"};
    options.webhook_secret = Secret{"secret-secret"};
    options.names = {"Bot", "Bot Xã"};
    return zalo_bot::ZaloBotPlatform{options};
}

void check_polled(const zalo_bot::ZaloBotPlatform& platform, std::string_view body, const InboundEvent& pushed)
{
    PlatformAnswer answer;
    answer.stage = PlatformAnswer::Stage::answered;
    answer.status = 200;
    answer.body = std::string{R"({"ok":true,"result":)"}.append(body).append("}");
    const Polled polled = platform.read_poll(answer);
    if (polled.outcome.kind != Outcome::Kind::accepted)
        return; // a level deeper than by webhook
    require(polled.updates.size() == 1 && !polled.next_offset, "one event is polled, and nothing confirms it");
    const auto events = platform.parse(polled.updates.front(), now);
    require(events.size() == 1 && events.front().key == pushed.key, "polled and pushed have one key");
    require(events.front().content.index() == pushed.content.index(), "polled and pushed say the same");
}

void check_received(const zalo_bot::ZaloBotPlatform& platform, std::string_view body, const Reception& reception)
{
    const auto parsed = platform.parse(body, now);
    fuzz::check_events(reception.events, "zalobot");
    require(parsed.size() == reception.events.size(), "parsed is what was received");
    for (std::size_t i = 0; i < parsed.size(); ++i)
        require(parsed[i].key == reception.events[i].key, "the key does not depend on the way");
    if (reception.variant.starts_with("flat"))
        check_polled(platform, body, reception.events.front());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const auto platform = make_platform();
    fuzz::Input input{data, size};
    const std::uint8_t kind = input.byte();
    const std::string_view body = input.rest();
    const std::string_view secret = kind == 'z' ? "secret-secret" : kind == 'n' ? "" : "secret-secre";
    const auto header = [secret](std::string_view) { return secret; };
    const Reception reception = platform.receive({body, header, now});
    fuzz::check_events(platform.parse(body, now), "zalobot");
    if (reception.verdict == Verdict::events) {
        require(kind == 'z', "the secret, and only the secret, opens");
        check_received(platform, body, reception);
        return 0;
    }
    require(reception.events.empty() && !reception.reason.empty(), "a refusal has a reason");
    require(reception.verdict != Verdict::unauthorized || kind != 'z', "authentic is authentic");
    require(reception.verdict == Verdict::probe || reception.verdict == Verdict::unauthorized ||
                (kind == 'z' && reception.verdict == Verdict::malformed),
            "only who is known hears that it is no JSON");
    return 0;
}
