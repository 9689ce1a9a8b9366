#include "adapters/zalo_oa/platform.hpp"

#include "adapters/json/reader.hpp"
#include "adapters/zalo_oa/answer.hpp"
#include "adapters/zalo_oa/event.hpp"
#include "adapters/zalo_oa/signature.hpp"

#include <algorithm>
#include <array>

namespace langnghe::zalo_oa {
namespace {

constexpr std::string_view signature_header = "X-ZEvent-Signature";
constexpr std::string_view time_header = "X-ZEvent-Timestamp";

// Lengths and buttons as documented; 4,000 requests a minute for an app; windows of a consultation message.
constexpr ChannelTraits zalo_traits()
{
    ChannelTraits traits;
    traits.longest_text = 2000;
    traits.buttons = 5;
    traits.button_title = 100;
    traits.button_data = 900;
    traits.files = 1;
    traits.photo_caption = 2000;
    traits.photo_bytes = 1'000'000;
    traits.echoes = true;
    traits.free_window = std::chrono::hours{48};
    traits.reply_window = std::chrono::hours{24 * 7};
    traits.per_second = 60;
    traits.burst = 10;
    return traits;
}

// What Zalo's console sends when the address is saved: an empty object without a signature.
bool is_probe(const WebhookRequest& request)
{
    std::string body{request.body.substr(0, 16)};
    std::erase_if(body, [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
    return body == "{}" && request.body.size() <= 16 && request.header(signature_header).empty();
}

Reception refuse(Reception::Verdict verdict, std::string reason) { return {verdict, {}, std::move(reason), {}}; }

} // namespace

ZaloOaPlatform::ZaloOaPlatform(ZaloOaOptions options) : options_(std::move(options)), traits_(zalo_traits()) {}

Reception ZaloOaPlatform::receive(const WebhookRequest& request) const
{
    using Verdict = Reception::Verdict;
    if (is_probe(request))
        return refuse(Verdict::probe, "the console's test of the address");
    if (options_.oa_secret_key.empty() || options_.app_id.empty())
        return refuse(Verdict::unconfigured, "no OA secret key or app id");
    const auto mac = read_mac(request.header(signature_header));
    if (!mac)
        return refuse(Verdict::unauthorized, "no signature, or not of 64 digits");
    const auto document = json::parse(request.body);
    if (!document)
        return refuse(Verdict::malformed, document.error().message());

    const auto event = document->root();
    if (const auto app_id = event.id("app_id"); !app_id.empty() && app_id != options_.app_id)
        return refuse(Verdict::unauthorized, "signed for another app");
    const auto body_time = event.id("timestamp");
    const SignedParts parts{options_.app_id, options_.oa_id, request.body, body_time, request.header(time_header)};
    auto variant = match_mac(parts, *mac, options_.oa_secret_key);
    if (variant.empty() && !options_.older_secret_key.empty())
        variant = match_mac(parts, *mac, options_.older_secret_key);
    if (variant.empty())
        return refuse(Verdict::unauthorized, "the signature does not match");
    const EventContext context{options_.channel, options_.oa_id, request.received_at, request.body};
    return {Verdict::events, read_event(event, context), {}, std::string{variant}};
}

std::vector<InboundEvent> ZaloOaPlatform::parse(std::string_view body, TimePoint received_at) const
{
    const EventContext context{options_.channel, options_.oa_id, received_at, body};
    const auto document = json::parse(body);
    if (!document)
        return {unreadable_event(context)};
    return read_event(document->root(), context);
}

Outcome ZaloOaPlatform::read(const PlatformAnswer& answer, const OutboxItem& item) const
{
    auto outcome = read_answer(answer, item, options_.access_token.reveal());
    note_buttons(outcome, item);
    return outcome;
}

// Until one shape was taken, a refusal asks for the other; after that it is the buttons themselves.
void ZaloOaPlatform::note_buttons(Outcome& outcome, const OutboxItem& item) const
{
    if (item.buttons.empty() || item.form)
        return;
    if (outcome.kind == Outcome::Kind::accepted)
        button_shape_proved_ = true;
    if (outcome.adjustment != Outcome::Adjustment::drop_buttons || button_shape_proved_)
        return;
    const bool first = button_shape_ == ButtonShape::bare;
    button_shape_ = first ? ButtonShape::named : ButtonShape::bare;
    if (first)
        outcome.adjustment = Outcome::Adjustment::other_shape;
}

std::string ZaloOaPlatform::read_probe(const PlatformAnswer& answer) const
{
    const auto outcome = read(answer, {});
    if (outcome.kind != Outcome::Kind::accepted)
        return outcome.error.empty() ? "no answer of the account" : outcome.error;
    const auto document = json::parse(answer.body);
    const auto data = document ? document->root().object("data") : json::View{};
    const auto id = data.id(data.has("oa_id") ? "oa_id" : "oaid");
    return id.empty() || id == options_.oa_id ? std::string{} : "the access token is of another official account";
}

std::string ZaloOaPlatform::missing() const
{
    struct Setting
    {
        std::string_view name;
        bool empty;
    };
    const std::array settings{
        Setting{"app_id", options_.app_id.empty()},
        Setting{"oa_id", options_.oa_id.empty()},
        Setting{"oa_secret_key", options_.oa_secret_key.empty()},
    };
    std::string missing;
    for (const auto& [name, empty] : settings)
        if (empty)
            missing.append(missing.empty() ? "" : ", ").append(name);
    return missing;
}

} // namespace langnghe::zalo_oa
